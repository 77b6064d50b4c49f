"""The deck: a master read into plain numbers, fitted slides drawn on it, a package to hand out.

Reading a master (``master``):

- ``refuse`` and ``template`` open a corporate template safely and remove its slides; ``mend`` puts
  in what every slide needs; ``theme`` dresses our own master in a brand's colours.
- ``inherit`` resolves placeholders, ``choose`` finds a layout for each kind of slide, ``areas``
  gives the room they offer.
- ``scheme``, ``ground``, ``fills``, ``outline`` see what colours are where; ``scene`` and ``paint``
  make sure that text on them can be read.

Drawing (``render``): ``canvas`` is one slide, ``frames`` (with ``text``, ``picture``), ``figure``,
``footer`` and ``notes_page`` write its XML, ``presentation`` and ``properties`` list and describe
the slides, ``package`` zips the parts. python-pptx opens masters; slides are written as text, since
that takes a tenth of the time.

``brand_report`` and ``preview`` tell a company what its template will do.
"""
