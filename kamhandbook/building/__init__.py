"""The whole way from a content folder to site and deck, one function a stage.

==========  =========================================  ====================================
stage       returned by                                what it is
==========  =========================================  ====================================
reading     ``project.read_project``                   ``Project``
content     ``project.check_project``                  ``CheckedProject``
edition     ``edition_in_context.cut_edition``         ``EditionInContext``, one an audience
composed    ``site_stages.compose_site``               ``SiteContents``: pages
            ``deck_stages.compose_deck``               ``ComposedDeck``: slides
fitted      ``deck_stages.fit_deck``                   ``FittedEdition``
rendered    ``site_stages.render_site``                ``RenderedSite``
            ``deck_stages.render_deck``                ``RenderedDeck``
==========  =========================================  ====================================

A stage is a frozen value computed from the one before, and all its fields are there. Problems are
findings of the stage that saw them; CannotGoOnError carries those that stop a build. Each command
goes as far as it needs: ``check`` and ``status`` stop at the content and load nothing that writes.
``handbook.build`` goes all the way.
"""
