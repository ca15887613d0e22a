namespace Tain.Scenarios.Manual.Scripts;

/// <summary>What can lie on the ground or be held in a hand.</summary>
public enum Item : byte
{
    Nothing,
    Ball,
    Box,
}
