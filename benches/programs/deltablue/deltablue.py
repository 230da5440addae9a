"""DeltaBlue: an incremental solver of one-way constraints with strengths.

Shows a class hierarchy with virtual calls, lists and plans. Argument: size of the chain (default
25000).
"""

import sys

# Strengths; the lower number is the stronger.
REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(7)
NONE, FORWARD, BACKWARD = range(3)


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stay = True

    def remove(self, constraint):
        self.constraints.remove(constraint)
        if self.determined_by is constraint:
            self.determined_by = None


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def is_input(self):
        return False

    def add(self, planner):
        self.connect()
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        else:
            self.disconnect()

    def satisfy(self, mark, planner):
        """Takes its output over; the constraint that had determined it, if any."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("a required constraint cannot be satisfied")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            raise RuntimeError("a cycle of constraints")
        out.mark = mark
        return overridden

    def inputs_known(self, mark):
        return all(v.mark == mark or v.stay or v.determined_by is None for v in self.inputs())

    def mark_inputs(self, mark):
        for variable in self.inputs():
            variable.mark = mark


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.out = variable
        self.satisfied = False
        self.add(planner)

    def inputs(self):
        return ()

    def output(self):
        return self.out

    def is_satisfied(self):
        return self.satisfied

    def mark_unsatisfied(self):
        self.satisfied = False

    def connect(self):
        self.out.constraints.append(self)
        self.satisfied = False

    def disconnect(self):
        self.out.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.out.mark != mark and self.strength < self.out.walk_strength

    def recalculate(self):
        self.out.walk_strength = self.strength
        self.out.stay = not self.is_input()
        if self.out.stay:
            self.execute()

    def execute(self):
        pass


class Stay(UnaryConstraint):
    pass


class Edit(UnaryConstraint):
    def is_input(self):
        return True


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = NONE
        self.add(planner)

    def inputs(self):
        return (self.input(),)

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def is_satisfied(self):
        return self.direction != NONE

    def mark_unsatisfied(self):
        self.direction = NONE

    def connect(self):
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.direction = NONE

    def disconnect(self):
        self.first.remove(self)
        self.second.remove(self)
        self.direction = NONE

    def choose_method(self, mark):
        first, second = self.first, self.second
        if first.mark == mark:
            forward = second.mark != mark and self.strength < second.walk_strength
            self.direction = FORWARD if forward else NONE
        elif second.mark == mark:
            backward = first.mark != mark and self.strength < first.walk_strength
            self.direction = BACKWARD if backward else NONE
        elif first.walk_strength > second.walk_strength:
            self.direction = BACKWARD if self.strength < first.walk_strength else NONE
        else:
            self.direction = FORWARD if self.strength < second.walk_strength else NONE

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay
        if out.stay:
            self.execute()


class Equal(BinaryConstraint):
    def execute(self):
        self.output().value = self.input().value


class Scale(BinaryConstraint):
    """second = first * scale + offset."""

    def __init__(self, first, scale, offset, second, strength, planner):
        self.scale = scale
        self.offset = offset
        super().__init__(first, second, strength, planner)

    def inputs(self):
        return (self.input(), self.scale, self.offset)

    def connect(self):
        super().connect()
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def disconnect(self):
        super().disconnect()
        self.scale.remove(self)
        self.offset.remove(self)

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, out = self.input(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.disconnect()
        unsatisfied = self.remove_propagate(out)
        unsatisfied.sort(key=lambda c: c.strength)
        for one in unsatisfied:
            self.incremental_add(one)

    def plan_from(self, constraints):
        """The satisfied constraints that follow from these, in an order to execute them."""
        mark = self.new_mark()
        plan = []
        todo = [c for c in constraints if c.is_input() and c.is_satisfied()]
        while todo:
            constraint = todo.pop()
            out = constraint.output()
            if out.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                out.mark = mark
                self.add_consumers(out, todo)
        return plan

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            one = todo.pop()
            if one.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            one.recalculate()
            self.add_consumers(one.output(), todo)
        return True

    def remove_propagate(self, out):
        """Forgets what determined the variable and all after it; the constraints left over."""
        out.determined_by = None
        out.walk_strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in variable.constraints:
                if constraint is not variable.determined_by and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def add_consumers(self, variable, found):
        for constraint in variable.constraints:
            if constraint is not variable.determined_by and constraint.is_satisfied():
                found.append(constraint)


def change(planner, variable, value):
    edit = Edit(variable, PREFERRED, planner)
    plan = planner.plan_from([edit])
    for _ in range(10):
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.destroy(planner)


def chain_test(length):
    """A chain of equalities: what is put in at one end comes out at the other."""
    planner = Planner()
    variables = [Variable(f"v{i}", 0) for i in range(length + 1)]
    for first, second in zip(variables, variables[1:]):
        Equal(first, second, REQUIRED, planner)
    first, last = variables[0], variables[-1]
    Stay(last, STRONG_DEFAULT, planner)
    edit = Edit(first, PREFERRED, planner)
    plan = planner.plan_from([edit])
    wrong = 0
    for value in range(100):
        first.value = value
        for constraint in plan:
            constraint.execute()
        wrong += last.value != value
    edit.destroy(planner)
    return wrong


def projection_test(count):
    """Pairs of variables joined by a linear function, changed at both ends and in the middle."""
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    sources, targets = [], []
    for i in range(count):
        source, target = Variable("source", i), Variable("target", i)
        sources.append(source)
        targets.append(target)
        Stay(source, NORMAL, planner)
        Scale(source, scale, offset, target, REQUIRED, planner)
    wrong = 0
    change(planner, sources[-1], 17)
    wrong += targets[-1].value != 1170
    change(planner, targets[-1], 1050)
    wrong += sources[-1].value != 5
    change(planner, scale, 5)
    wrong += any(targets[i].value != i * 5 + 1000 for i in range(count - 1))
    change(planner, offset, 2000)
    wrong += any(targets[i].value != i * 5 + 2000 for i in range(count - 1))
    return wrong


def main(size):
    wrong = chain_test(size) + projection_test(size)
    print("deltablue", size, wrong)
    if wrong:
        print("wrong:", wrong, "values")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 25000))
