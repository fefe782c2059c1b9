/** How the report looks: on screens light and dark, and on paper. */

export const STYLE = `
:root{--paper:#fdfdfb;--raised:#f4f4ef;--ink:#1b1f24;--soft:#59616b;--line:#dcdcd4;--accent:#1f5fa8;--second:#a6520e;
--warn-paper:#fff4d6;--warn-ink:#6b4a00;--warn-line:#e3c878;--same:#c9d3d9;--inside:#fff;
--t0:#a6520e;--t1:#1f5fa8;--t2:#7a3e8e;--t3:#0f766e;--t4:#a3283f;--t5:#6b6f1a;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--raised:#1d2125;--ink:#e6e8ea;--soft:#9aa4ae;--line:#343a41;
--accent:#7fb2ee;--second:#eba15f;--warn-paper:#35290c;--warn-ink:#f3d894;--warn-line:#6b5318;--same:#46525b;--inside:#14171a;
--t0:#d98a4a;--t1:#5f9be0;--t2:#b98acb;--t3:#3fae9f;--t4:#de7a8d;--t5:#b0b454}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 var(--sans)}
header.top,.layout,footer{max-width:76rem;margin:0 auto;padding:0 1.5rem}
header.top{padding-top:3rem;padding-bottom:1rem}
.brand{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
h1{margin:.1em 0 .2em;font-size:2.4rem;line-height:1.15;letter-spacing:-.02em;overflow-wrap:anywhere}
h2{margin:0 0 1rem;font-size:1.55rem;line-height:1.25;letter-spacing:-.01em}
h3{margin:2.2rem 0 .6rem;font-size:1.12rem;line-height:1.35;overflow-wrap:anywhere}
h4{margin:1.1rem 0 .4rem;font-size:.95rem;color:var(--soft)}
p{margin:0 0 1rem;max-width:46rem}
.when{color:var(--soft)}
a{color:var(--accent)}
code,pre{font-family:var(--mono);font-size:.86em}
pre code{font-size:inherit}
pre{margin:.4rem 0 .8rem;padding:.7rem .9rem;background:var(--raised);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);z-index:2}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1px;margin:1.8rem 0 0;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:1rem 1.2rem;background:var(--paper)}
.facts dt{color:var(--soft);font-size:.88rem;line-height:1.4}
.facts dd{margin:0 0 .15rem;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.layout{display:grid;grid-template-columns:12.5rem minmax(0,1fr);gap:3rem;padding-top:2rem}
nav ol{position:sticky;top:1.5rem;margin:0;padding:0;list-style:none;font-size:.93rem}
nav a{display:block;padding:.28rem 0;color:var(--soft);text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline}
main>section{padding-bottom:1.4rem;margin-bottom:2.4rem;border-bottom:1px solid var(--line);scroll-margin-top:1.5rem}
main>section:last-child{border:0}
.recorded{max-width:none;padding:.45rem .8rem;background:var(--warn-paper);color:var(--warn-ink);border:1px solid var(--warn-line);border-radius:6px;font-size:.9rem}
.recorded.strong{padding:.7rem 1rem;font-size:1rem}
.warning{color:var(--second);font-weight:600}
.empty{color:var(--soft)}
.wide{overflow-x:auto;margin:1.2rem 0 1.6rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:0 0 .5rem;color:var(--soft);font-size:.88rem}
th,td{padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
tbody th{font-weight:500}
thead th,thead td{color:var(--soft);font-size:.84rem;vertical-align:bottom;border-bottom-color:var(--soft)}
th.number,td.number{text-align:right;white-space:nowrap;padding-left:.7rem}
tr>:last-child{padding-right:0}
.group th{padding-top:.9rem;font-weight:600;border-bottom-color:var(--line)}
.sides th.number{white-space:normal}
.null{color:var(--soft);font-style:italic}
.flow{list-style:none;margin:0;padding:0;counter-reset:step}
.flow li{display:grid;grid-template-columns:2.2rem 7rem minmax(0,1fr) 4.5rem 9rem;align-items:baseline;gap:0 .6rem;padding:.45rem 0;border-bottom:1px solid var(--line);counter-increment:step}
.flow li::before{content:counter(step);color:var(--soft);font-size:.84rem;font-variant-numeric:tabular-nums}
.flow .verb{font-weight:600}.doer{color:var(--soft);font-size:.88rem}
.flow .made{text-align:right}.count{font-weight:600;font-variant-numeric:tabular-nums}.nil{color:var(--soft)}.count.nil{font-weight:400}
.noun{color:var(--soft);font-size:.88rem}
figure{margin:1.2rem 0}
.chart{display:block;width:100%;max-width:48rem;height:auto;font:13px var(--sans);fill:var(--ink)}
.chart text{fill:var(--ink);font-variant-numeric:tabular-nums}.chart .tick{fill:var(--soft);font-size:12px}.chart .figure{font-weight:600}
.chart .grid{stroke:var(--line)}.chart .mark{stroke:var(--soft);stroke-dasharray:4 4}
.chart .interval{stroke:var(--accent);stroke-width:2}.chart .dot{fill:var(--accent)}
.chart .line{fill:none;stroke:var(--accent);stroke-width:2}
.chart .anchor .interval,.chart .anchor .line{stroke:var(--second)}.chart .anchor .line{stroke-dasharray:5 4}
.chart .hollow{fill:var(--paper);stroke:var(--second);stroke-width:2}
.chart .inside{fill:var(--inside);font-size:12px;font-weight:600}
.tone-same{fill:var(--same);background:var(--same)}.chart .tone-same+.inside{fill:var(--ink)}
.tone-0{fill:var(--t0);background:var(--t0)}.tone-1{fill:var(--t1);background:var(--t1)}.tone-2{fill:var(--t2);background:var(--t2)}
.tone-3{fill:var(--t3);background:var(--t3)}.tone-4{fill:var(--t4);background:var(--t4)}.tone-5{fill:var(--t5);background:var(--t5)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.6rem 0 0;padding:0;list-style:none;font-size:.86rem;color:var(--soft)}
.swatch{display:inline-block;width:.8em;height:.8em;margin-right:.45em;border-radius:2px}
.dispute{margin:0 0 2.4rem;padding:1.2rem 1.4rem 1rem;border:1px solid var(--line);border-radius:8px}
.dispute h3{margin-top:0}.where{color:var(--soft);font-size:.88rem}
.sides{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.6rem}
.decision{padding:.8rem 1rem .3rem;margin:.4rem 0 1rem;background:var(--raised);border-left:3px solid var(--accent);border-radius:0 6px 6px 0}
.decision pre{background:var(--paper)}
.hash code{overflow-wrap:anywhere}
footer{padding-bottom:3rem;color:var(--soft);font-size:.9rem}
@media (max-width:60rem){.layout{grid-template-columns:minmax(0,1fr);gap:1rem}nav ol{position:static;columns:2}.sides{grid-template-columns:minmax(0,1fr);gap:0}
.flow li{grid-template-columns:1.8rem 6.5rem minmax(0,1fr)}.flow .doer{display:none}.flow .made{grid-column:3;text-align:left}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{:root{--paper:#fff;--raised:#f6f6f6;--ink:#000;--soft:#444;--line:#bbb;--accent:#1f4f86;--second:#8a430a;--warn-paper:#fff;--warn-ink:#000;--warn-line:#000;
--same:#c9d3d9;--t0:#a6520e;--t1:#1f5fa8;--t2:#7a3e8e;--t3:#0f766e;--t4:#a3283f;--t5:#6b6f1a;color-scheme:light}
body{font-size:10.5pt}nav,.skip{display:none}.layout{display:block}.wide{overflow:visible}
tr,figure,.dispute,.facts{break-inside:avoid}h2,h3,caption{break-after:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`
