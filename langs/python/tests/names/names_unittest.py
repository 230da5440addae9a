# Every public name of `unittest`, used once.
import contextlib
import io
import unittest

log = []


class Good(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        log.append("class")

    def setUp(self):
        self.addCleanup(log.append, "clean")

    def test_checks(self):
        self.assertEqual(1, 1)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertIn(1, [1])
        self.assertIsInstance(1, int)
        self.assertRaisesRegex(ValueError, "invalid", int, "x")
        self.assertCountEqual([2, 1], [1, 2])
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertEqual(str(caught.exception), "division by zero")
        with self.assertWarns(UserWarning):
            __import__("warnings").warn("w")
        with self.assertLogs("x", "INFO") as logged:
            __import__("logging").getLogger("x").info("hello")
        self.assertEqual(logged.output, ["INFO:x:hello"])
        for i in range(2):
            with self.subTest(i=i):
                self.assertLess(i, 2)

    @unittest.skip("why")
    def test_skip(self):
        pass

    @unittest.skipIf(True, "if")
    def test_skip_if(self):
        pass

    @unittest.skipUnless(False, "unless")
    def test_skip_unless(self):
        raise unittest.SkipTest("never")

    @unittest.expectedFailure
    def test_fails(self):
        self.fail("known")


class Bad(unittest.TestCase):
    def test_list(self):
        self.assertEqual([1, 2], [1, 3])


class Later(unittest.IsolatedAsyncioTestCase):
    pass


loader = unittest.TestLoader()
assert isinstance(unittest.defaultTestLoader, unittest.TestLoader)
suite = loader.loadTestsFromTestCase(Good)
assert isinstance(suite, unittest.TestSuite) and suite.countTestCases() == 5
result = unittest.TestResult()
suite.run(result)
assert result.testsRun == 5 and len(result.skipped) == 3 and len(result.expectedFailures) == 1 and result.wasSuccessful(), result.errors + result.failures
assert log[:2] == ["class", "clean"] and sorted(why for _, why in result.skipped) == ["if", "unless", "why"]
out = io.StringIO()
ran = unittest.TextTestRunner(stream=out, verbosity=2).run(loader.loadTestsFromTestCase(Bad))
assert isinstance(ran, unittest.TextTestResult) and len(ran.failures) == 1 and "First differing element 1:\n2\n3" in out.getvalue()
assert "FAILED (failures=1)" in out.getvalue()
assert unittest.FunctionTestCase(lambda: log.append("function")).run().wasSuccessful() and log[-1] == "function"
unittest.addModuleCleanup(log.append, "module")
assert unittest.enterModuleContext(contextlib.nullcontext(5)) == 5
unittest.doModuleCleanups()
assert log[-1] == "module"
unittest.installHandler()
unittest.registerResult(result)
assert unittest.removeResult(result) is True
unittest.removeHandler()
with contextlib.redirect_stderr(io.StringIO()):
    program = unittest.main(module=None, argv=["x"], exit=False, testLoader=loader, defaultTest=[])
assert program.result.testsRun == 0
