namespace Tain.Tests;

/// <summary>What an object's viewers follow from.</summary>
internal enum ModelPlace
{
    Public,
    Group,
    Alone,
}
