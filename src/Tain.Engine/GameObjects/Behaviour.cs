namespace Tain;

/// <summary>A component that can be switched off.</summary>
public abstract class Behaviour : Component
{
    // Mutable and shared by reference with the schedule's lists.
    internal SchedulePlaces Places;

    private bool _enabled = true;
    private bool _on;
    private bool _ending;

    /// <summary>Whether this component wants to run. It does so while its object is active, too.</summary>
    public bool enabled
    {
        get => _enabled;
        set
        {
            _enabled = value;
            if (Awoken) RefreshActivation();
        }
    }

    /// <summary>Whether this component runs: it is enabled, and its object is active in the hierarchy.</summary>
    public bool isActiveAndEnabled => _on;

    internal bool Started { get; set; }

    internal override void RefreshActivation()
    {
        base.RefreshActivation();
        bool on = _enabled && !_ending && Awoken && gameObject.activeInHierarchy;
        if (on == _on) return;
        _on = on;
        if (on)
        {
            world.Schedule.Enabled(this);
            if ((Methods & LifecycleMethods.OnEnable) != 0) world.Calls.Invoke(this, LifecycleMethods.OnEnable);
        }
        else
        {
            world.Schedule.Disabled(this);
            if ((Methods & LifecycleMethods.OnDisable) != 0) world.Calls.Invoke(this, LifecycleMethods.OnDisable);
        }
    }

    internal void SwitchOffForGood()
    {
        _ending = true;
        RefreshActivation();
    }
}
