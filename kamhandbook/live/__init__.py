"""The live preview: watches a project, follows it page by page, serves it on this machine."""
