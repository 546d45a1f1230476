"""`python -m pmgraph` is `pmgraph`."""

from pmgraph.cli.main import main

if __name__ == "__main__":
    main()
