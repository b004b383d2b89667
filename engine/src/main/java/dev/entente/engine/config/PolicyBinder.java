package dev.entente.engine.config;

import dev.entente.core.entity.Policy;
import dev.entente.core.entity.Type;
import dev.entente.core.entity.Type.Scalar;
import dev.entente.engine.config.EntityConfig.PolicyConfig;
import java.util.List;
import java.util.Optional;

/** Gives each field its policy: the declared one where it suits the field, else its type's. */
final class PolicyBinder {

    private final EntityConfig entity;
    private final List<Site> sites;
    private final Problems problems;

    PolicyBinder(EntityConfig entity, List<Site> sites, Problems problems) {
        this.entity = entity;
        this.sites = sites;
        this.problems = problems;
    }

    /** Policies of fields that there are not. */
    void refuseStrangers(List<FieldPlan> plans) {
        List<String> names = plans.stream().map(plan -> plan.name().text()).toList();
        for (PolicyConfig policy : entity.conflicts()) {
            if (plans.stream().noneMatch(plan -> isOf(policy, plan))) {
                problems.error(
                        policy.field().place(),
                        "The entity %s has no field `%s`."
                                .formatted(entity.name().text(), policy.field().text()),
                        Nearest.remedy(policy.field().text(), names, "Its fields are:"));
            }
        }
    }

    private static boolean isOf(PolicyConfig policy, FieldPlan plan) {
        return Name.alike(policy.field().text(), plan.name().text());
    }

    Policy policy(FieldPlan plan) {
        Optional<PolicyConfig> own =
                entity.conflicts().stream().filter(policy -> isOf(policy, plan)).findFirst();
        if (own.isPresent()) {
            return declared(own.get(), plan);
        }
        PolicyConfig every = entity.everyField();
        boolean suits = every != null && (every.argument() == null || maps(every, plan));
        return every != null && suits ? declared(every, plan) : ofType(plan.type());
    }

    /** What a careful person would choose. */
    private static Policy ofType(Type type) {
        return switch (type) {
            case Type.ListBy _ -> new Policy.ListMerge();
            case Type.SetOf _ -> new Policy.SetMerge();
            case Type.Scalar _, Type.OneOf _ -> new Policy.LastWriterWins();
        };
    }

    private Policy declared(PolicyConfig policy, FieldPlan plan) {
        Policy otherwise = ofType(plan.type());
        return switch (policy.word()) {
            case "last-writer-wins" -> new Policy.LastWriterWins();
            case "ask" -> new Policy.Ask();
            case "owner" -> maps(policy, plan, true) ? new Policy.Owner(site(policy)) : otherwise;
            case "prefer" -> maps(policy, plan, true) ? new Policy.Prefer(site(policy)) : otherwise;
            case "counter" -> counter(policy, plan, otherwise);
            case "min", "max" -> extreme(policy, plan, otherwise);
            case "set" -> set(policy, plan, otherwise);
            case "list" -> list(policy, plan, otherwise);
            case "text" -> text(policy, plan, otherwise);
            case String other -> throw new IllegalStateException("no such policy: " + other);
        };
    }

    private int site(PolicyConfig policy) {
        return sites.stream()
                .filter(site -> site.name().equals(policy.argument()))
                .findFirst()
                .map(Site::index)
                .orElse(-1);
    }

    private boolean maps(PolicyConfig policy, FieldPlan plan) {
        int site = site(policy);
        return site >= 0 && plan.at().get(site) != null;
    }

    private boolean maps(PolicyConfig policy, FieldPlan plan, boolean tells) {
        boolean maps = maps(policy, plan);
        if (!maps && tells) {
            problems.error(
                    policy.place(),
                    "%s does not have the field `%s`, so nobody could win for it."
                            .formatted(policy.argument(), plan.name().text()),
                    "Map the field there, or name another system.");
        }
        return maps;
    }

    private Policy counter(PolicyConfig policy, FieldPlan plan, Policy otherwise) {
        if (!plan.type().equals(Scalar.INTEGER) && !plan.type().equals(Scalar.NUMBER)) {
            return refused(policy, plan, "Only an `integer` or a `number` can count.", otherwise);
        }
        if (policy.argument() == null) {
            return new Policy.Counter(-1);
        }
        return maps(policy, plan, true) ? new Policy.Counter(site(policy)) : otherwise;
    }

    private Policy extreme(PolicyConfig policy, FieldPlan plan, Policy otherwise) {
        boolean isOrdered =
                plan.type() instanceof Scalar scalar
                        && scalar != Scalar.JSON
                        && scalar != Scalar.BYTES
                        && scalar != Scalar.BOOLEAN;
        if (!isOrdered) {
            return refused(policy, plan, "It is for numbers, dates, times and texts.", otherwise);
        }
        return policy.word().equals("min") ? new Policy.Min() : new Policy.Max();
    }

    private Policy set(PolicyConfig policy, FieldPlan plan, Policy otherwise) {
        return plan.type() instanceof Type.SetOf
                ? new Policy.SetMerge()
                : refused(
                        policy, plan, "Declare the field as `{ type: set, of: text }`.", otherwise);
    }

    private Policy list(PolicyConfig policy, FieldPlan plan, Policy otherwise) {
        if (!(plan.type() instanceof Type.ListBy list)) {
            return refused(
                    policy,
                    plan,
                    "Declare the field as `{ type: list, key: %s, of: { … } }`."
                            .formatted(policy.argument()),
                    otherwise);
        }
        return list.key().equals(policy.argument())
                ? new Policy.ListMerge()
                : refused(policy, plan, "The list's key is `" + list.key() + "`.", otherwise);
    }

    private Policy text(PolicyConfig policy, FieldPlan plan, Policy otherwise) {
        return plan.type().equals(Scalar.TEXT)
                ? new Policy.TextMerge()
                : refused(policy, plan, "Only a `text` can be merged as one.", otherwise);
    }

    private Policy refused(PolicyConfig policy, FieldPlan plan, String remedy, Policy otherwise) {
        String words = policy.word() + (policy.argument() == null ? "" : " " + policy.argument());
        problems.error(
                policy.place(),
                "The policy `%s` does not suit the field `%s`."
                        .formatted(
                                policy.word().equals("list")
                                        ? "list by " + policy.argument()
                                        : words,
                                plan.name().text()),
                remedy);
        return otherwise;
    }
}
