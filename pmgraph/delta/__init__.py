"""What differs between two graphs: facts that came, went or changed, as sentences, JSON and RDF."""
