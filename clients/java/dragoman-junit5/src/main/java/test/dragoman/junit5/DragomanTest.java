package test.dragoman.junit5;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a sandbox of Dragoman, as parameters of the types {@link DragomanSandbox}, {@link DragomanClock},
 * {@link DragomanFaults} and {@link DragomanJournal}. On a class it holds for all its tests; on a method it says what
 * that test's sandbox begins with.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DragomanExtension.class)
public @interface DragomanTest {
    /** Seeds as JSON, as in a seed file; or {@code classpath:} and the name of a resource that holds them. */
    String seeds() default "";

    /** The time to freeze the sandbox's clock at, as {@code 2030-01-01T00:00:00Z}. */
    String clock() default "";

    /**
     * A file for the receipt of the class's sandboxes, written as the class ends: which facts their requests rested on.
     * Its name ends in {@code .md}, {@code .json}, {@code .xml} (JUnit) or {@code .html}, and it is written so. Of the
     * class's annotation alone; classes within it are in it.
     */
    String receipt() default "";

    /**
     * What each operation and each error that the class used needs a fact of, or of a stronger grade, such as
     * {@code vendor-document}; else the class fails. Of the class's annotation alone.
     */
    String minGrade() default "";

    /** Whether the tests of the class share a sandbox; of the class's annotation alone. */
    boolean perClass() default false;
}
