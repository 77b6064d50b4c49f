"""A company's picture files: found, judged by what they are, and read without their metadata.

Whatever shows a picture (site, deck, brand) takes it from ``picture.read_picture``: name, place,
size and kind are looked at before its content, and what is handed out carries nothing but the
picture. ``raster`` and ``svg`` take out the rest; ``metadata`` is what they would take out.
"""
