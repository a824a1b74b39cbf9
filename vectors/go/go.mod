module dragoman.test/dragomanvectors

go 1.23
