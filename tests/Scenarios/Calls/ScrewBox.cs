namespace Tain.Scenarios.Calls;

/// <summary>Another construction of the same generic class.</summary>
public class ScrewBox : Box<int>;
