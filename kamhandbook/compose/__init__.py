"""What to say: templates and an edition make the document; fit decides what a slide can hold."""
