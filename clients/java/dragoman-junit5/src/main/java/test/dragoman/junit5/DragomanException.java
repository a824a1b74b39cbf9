package test.dragoman.junit5;

/** A control call was rejected, or no gateway is there; the message says why and what to do. */
public final class DragomanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    DragomanException(String code, String message) {
        super(message);
        this.code = code;
    }

    DragomanException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** A word for programs, such as {@code not-found} or {@code unreachable}. */
    public String code() {
        return code;
    }
}
