package test.dragoman.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The receipts of test classes: each is open from before a class's first test until its last sandbox is closed. */
final class ClassReceipts {
    private static final Namespace NAMESPACE = Namespace.create(ClassReceipts.class);

    private ClassReceipts() {}

    /**
     * Opens one, which JUnit finishes with the class. A store is closed from what came last to what came first, so
     * sandboxes are to come after this, and the gateway before.
     *
     * @param source whose settings are meant: classes within a class do not open another of the same
     */
    static void open(ExtensionContext ofClass, Object source, RunReceipt receipt, DragomanGateway gateway) {
        ofClass.getStore(NAMESPACE).getOrComputeIfAbsent(source, key -> {
            receipt.begin(gateway.control());
            return new Kept<>(receipt, () -> receipt.finish(gateway.control()));
        });
    }

    /** Those of the class, and of the classes around it. */
    static List<RunReceipt> of(ExtensionContext context, Object source) {
        var found = new ArrayList<RunReceipt>();
        add(found, context, source);
        for (var type = context.getTestClass(); type.isPresent(); type = type.map(Class::getEnclosingClass))
            add(found, context, keyOf(type.get()));
        return found;
    }

    /** Of what a class's annotation says. */
    static Object keyOf(Class<?> type) {
        return Map.entry("annotation", type);
    }

    private static void add(List<RunReceipt> found, ExtensionContext context, Object source) {
        var kept = context.getStore(NAMESPACE).get(source, Kept.class);
        if (kept != null) found.add((RunReceipt) kept.value());
    }
}
