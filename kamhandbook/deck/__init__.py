"""The deck: a master read into plain numbers, fitted slides drawn on it, a package to hand out.

Reading a master (``master``):

- ``refusals`` and ``template`` open a corporate template safely and remove its slides; ``repair``
  adds what every slide needs; ``theme`` writes a brand's colours into our own master.
- ``inherit`` resolves placeholders, ``layouts`` chooses a layout for each kind of slide, ``areas``
  works out the room they offer, on a foreign master with ``roomy`` and ``occupied``;
  ``slide_scale`` reads slides of any size as if they were 7.5 inches high.
- ``scheme``, ``fills``, ``shape_area`` and ``backdrop`` find out what colours are where; ``scene``
  and ``paint`` make sure that text on them can be read.

Drawing (``render``): ``slide_canvas`` is one slide, ``frames`` (with ``text``, ``picture``),
``figure``, ``footer`` and ``notes_page`` write its XML, ``presentation`` and ``properties`` list
and describe the slides, ``package`` zips the parts. python-pptx opens masters; slides are written
as text, since that takes a tenth of the time.

``brand_report`` and ``brand_preview`` show a company what its template will do.
"""
