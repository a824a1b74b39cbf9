module dragoman.test/dragomantest

go 1.23
