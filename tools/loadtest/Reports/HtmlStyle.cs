namespace Tain.LoadTest;

/// <summary>The report's style sheet. The six colours are told apart by people who see colours differently, on light and on dark ground.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """

        :root { color-scheme: light dark; --ground: #f6f7f9; --paper: #fff; --ink: #1c2430; --faint: #66707f; --grid: #e4e7ec; --shade: #eef1f5;
          --s0: #2563c9; --s1: #d9720f; --s2: #0e8f7e; --s3: #8a4fc7; --s4: #c23b6b; --s5: #7a8494; --good: #14804a; --bad: #c02a2a; }
        @media (prefers-color-scheme: dark) { :root { --ground: #12161c; --paper: #1b212a; --ink: #e6eaf0; --faint: #98a3b3; --grid: #2c3440; --shade: #232a34;
          --s0: #6ea4ff; --s1: #f2a14a; --s2: #3cc8b4; --s3: #bb8df0; --s4: #f07fa6; --s5: #9aa5b5; --good: #43c488; --bad: #ff7b7b; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 1200px; margin: 0 auto; padding: 28px 20px 60px; }
        header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; margin-bottom: 20px; }
        h1 { font-size: 26px; margin: 0; letter-spacing: -.01em; } h2 { font-size: 16px; margin: 0 0 10px; }
        header p, main > p { flex-basis: 100%; margin: 0; color: var(--faint); } header p.remark { color: var(--bad); } main > p { margin: 8px 0 0; font-size: 13px; }
        .verdict { font-size: 13px; font-weight: 600; padding: 2px 10px; border-radius: 99px; border: 1px solid currentColor; }
        .good { color: var(--good); } .bad { color: var(--bad); }
        section { margin-top: 18px; }
        section:not(.cards):not(.plots), figure, .card { background: var(--paper); border: 1px solid var(--grid); border-radius: 10px; padding: 14px 16px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 12px; }
        .card { display: flex; flex-direction: column; } .card span { color: var(--faint); font-size: 13px; }
        .card b { font-size: 24px; letter-spacing: -.01em; font-variant-numeric: tabular-nums; } .card small { color: var(--faint); }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(460px, 100%), 1fr)); gap: 14px; }
        figure { margin: 0; } figcaption { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: baseline; margin-bottom: 6px; }
        .title { font-weight: 600; } .unit { color: var(--faint); font-size: 13px; } figcaption .legend { margin-left: auto; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 13px; color: var(--faint); } .legend b { color: var(--ink); font-weight: 600; }
        .key::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 6px; background: var(--c); }
        .c0 { --c: var(--s0); } .c1 { --c: var(--s1); } .c2 { --c: var(--s2); } .c3 { --c: var(--s3); } .c4 { --c: var(--s4); } .c5 { --c: var(--s5); }
        svg { display: block; width: 100%; height: auto; } .grid { stroke: var(--grid); } .base { stroke: var(--faint); } .before { fill: var(--shade); }
        .tick { fill: var(--faint); font-size: 11px; font-variant-numeric: tabular-nums; }
        .line { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .dot { fill: var(--c); opacity: 0; } .dot:hover { opacity: 1; }
        .bar { display: flex; gap: 2px; height: 26px; border-radius: 6px; overflow: hidden; margin-bottom: 10px; } .bar i { background: var(--c); min-width: 2px; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; } td, th { padding: 4px 22px 4px 0; text-align: right; border-bottom: 1px solid var(--grid); }
        th { color: var(--faint); font-weight: 500; font-size: 13px; } td:first-child { text-align: left; }

        """;
}
