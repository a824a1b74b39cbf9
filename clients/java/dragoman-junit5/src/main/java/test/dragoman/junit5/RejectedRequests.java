package test.dragoman.junit5;

/** Beside the failure of a test: why requests of it were rejected, and what would help. */
final class RejectedRequests extends Exception {
    private static final long serialVersionUID = 1;

    RejectedRequests(String explained) {
        super("Dragoman: rejected requests\n" + explained, null, false, false);
    }
}
