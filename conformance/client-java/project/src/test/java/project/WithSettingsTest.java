package project;

/** Surefire finds classes by their names. */
class WithSettingsTest extends HelperTest.WithSettings {}
