namespace Tain.Tests.Interest;

/// <summary>Does something, once, when it is asked for its whole state: when somebody begins to see it.</summary>
internal class ActiveThing : NetworkBehaviour
{
    public Action? WhenShown { get; set; }

    public override void OnSerialize(NetworkWriter writer, bool initialState)
    {
        base.OnSerialize(writer, initialState);
        if (!initialState) return;
        Action? act = WhenShown;
        WhenShown = null;
        act?.Invoke();
    }
}
