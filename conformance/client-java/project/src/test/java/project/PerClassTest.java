package project;

import test.dragoman.junit5.DragomanTest;

@DragomanTest(perClass = true)
class PerClassTest extends HelperTest.PerClass {}
