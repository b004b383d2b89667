package dev.entente.tidy;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler's own parser says of the sources: no types, only the shape of what is written.
 */
record Parsed(
        List<Type> types, List<Method> methods, List<Catch> catches, List<StaticField> fields) {

    /** Where something stands. Lines count from 1. */
    record Place(Path file, long line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    record Type(String name, Place at) {}

    /**
     * @param lines from the first line of the declaration to the closing brace, annotations counted
     */
    record Method(String name, long lines, Place at) {}

    /**
     * @param type one of the types that are caught, as it is written
     */
    record Catch(String type, Place at) {}

    /** A static field that can be assigned to. */
    record StaticField(String name, Place at) {}

    static Parsed of(SourceTree tree, List<Path> files) {
        Parsed parsed =
                new Parsed(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<Path, Path> relative = new TreeMap<>();
        files.forEach(file -> relative.put(tree.root().resolve(file), file));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(relative.keySet()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = relative.get(Path.of(unit.getSourceFile().toUri()));
                if (file != null) {
                    parsed.new Reader(unit, positions, file).scan(unit, null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed;
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Path file;
        private String type = "";

        private Reader(CompilationUnitTree unit, SourcePositions positions, Path file) {
            this.unit = unit;
            this.positions = positions;
            this.file = file;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            String outer = type;
            type = tree.getSimpleName().toString();
            types.add(new Type(type, place(tree)));
            if (tree.getKind() != Tree.Kind.INTERFACE) {
                tree.getMembers().forEach(this::field);
            }
            super.visitClass(tree, null);
            type = outer;
            return null;
        }

        private void field(Tree member) {
            if (member instanceof VariableTree variable) {
                Set<Modifier> modifiers = variable.getModifiers().getFlags();
                // The parser gives enum constants as static and final, too.
                if (modifiers.contains(Modifier.STATIC) && !modifiers.contains(Modifier.FINAL)) {
                    fields.add(new StaticField(type + "." + variable.getName(), place(variable)));
                }
            }
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            if (tree.getBody() != null && positions.getEndPosition(unit, tree) >= 0) {
                long first = line(positions.getStartPosition(unit, tree));
                long last = line(positions.getEndPosition(unit, tree));
                methods.add(new Method(type + "." + tree.getName(), last - first + 1, place(tree)));
            }
            return super.visitMethod(tree, null);
        }

        @Override
        public @Nullable Void visitCatch(CatchTree tree, @Nullable Void nothing) {
            Tree caught = tree.getParameter().getType();
            List<? extends Tree> all =
                    caught instanceof UnionTypeTree union
                            ? union.getTypeAlternatives()
                            : List.of(caught);
            all.forEach(one -> catches.add(new Catch(one.toString(), place(tree))));
            return super.visitCatch(tree, null);
        }

        private Place place(Tree tree) {
            return new Place(file, line(positions.getStartPosition(unit, tree)));
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
