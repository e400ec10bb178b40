#include "ui/templates/source_offers.h"

#include "liquid/liquid.h"
#include "qbase/convert.h"

#include <QMap>
#include <QRegularExpression>

namespace audience::ui {

using Kind = SourceOffers::Kind;

namespace {

QStringList listOf(const char *words) {
    return QString::fromLatin1(words).split(QLatin1Char(' '));
}

// What Gmail, Outlook and Apple Mail keep; nothing of what they drop.
QStringList elements() {
    return listOf("a b blockquote body br center code div em font h1 h2 h3 h4 head hr html i img li meta ol p pre small span strong style sub sup "
                  "table tbody td tfoot th thead title tr u ul");
}

QStringList attributesOf(const QString &element) {
    static const QMap<QString, QStringList> own{
        {QStringLiteral("a"), listOf("href target title name")},
        {QStringLiteral("img"), listOf("src alt width height border")},
        {QStringLiteral("table"), listOf("role width align bgcolor border cellpadding cellspacing")},
        {QStringLiteral("tr"), listOf("align valign bgcolor")},
        {QStringLiteral("td"), listOf("width height align valign bgcolor colspan rowspan background")},
        {QStringLiteral("th"), listOf("width height align valign bgcolor colspan rowspan scope")},
        {QStringLiteral("html"), listOf("lang dir xmlns")},
        {QStringLiteral("body"), listOf("bgcolor")},
        {QStringLiteral("meta"), listOf("charset name content http-equiv")},
        {QStringLiteral("font"), listOf("color face size")},
        {QStringLiteral("style"), listOf("media type")},
        {QStringLiteral("ol"), listOf("start type")},
        {QStringLiteral("p"), listOf("align")},
        {QStringLiteral("div"), listOf("align")}};
    return own.value(element) + listOf("style class id dir lang aria-label aria-hidden");
}

QStringList styles() {
    return listOf("background-color border border-bottom border-collapse border-radius border-top color direction display font-family font-size font-style "
                  "font-weight height letter-spacing line-height margin max-width min-width mso-hide mso-line-height-rule padding padding-bottom padding-left "
                  "padding-right padding-top text-align text-decoration text-transform vertical-align white-space width word-break");
}

QStringList valuesOf(const QString &attribute) {
    static const QMap<QString, QStringList> known{{QStringLiteral("align"), listOf("left center right")},
                                                  {QStringLiteral("valign"), listOf("top middle bottom baseline")},
                                                  {QStringLiteral("role"), listOf("presentation article")},
                                                  {QStringLiteral("target"), listOf("_blank")},
                                                  {QStringLiteral("dir"), listOf("ltr rtl")},
                                                  {QStringLiteral("href"), listOf("https:// mailto: tel: {{unsubscribe_url}} {{view_in_browser_url}}")},
                                                  {QStringLiteral("border"), listOf("0")},
                                                  {QStringLiteral("cellpadding"), listOf("0")},
                                                  {QStringLiteral("cellspacing"), listOf("0")},
                                                  {QStringLiteral("width"), listOf("100% 600")}};
    return known.value(attribute);
}

QStringList mjmlElements() {
    return listOf("mj-accordion mj-all mj-attributes mj-body mj-breakpoint mj-button mj-class mj-column mj-divider mj-font mj-group mj-head mj-hero mj-image "
                  "mj-navbar mj-navbar-link mj-preview mj-raw mj-section mj-social mj-social-element mj-spacer mj-style mj-table mj-text mj-title mj-wrapper mjml");
}

QStringList mjmlAttributes() {
    return listOf("align alt background-color background-url border border-radius color container-background-color css-class direction font-family font-size "
                  "font-style font-weight height href inner-padding letter-spacing line-height mj-class padding padding-bottom padding-left padding-right padding-top "
                  "src text-decoration text-transform vertical-align width");
}

template <class Names> QStringList namesOf(const Names &names) {
    QStringList out;
    for (const auto name : names)
        if (name != "#")
            out << toQString(std::string(name));
    return out;
}

SourceOffers offer(Kind kind, const QStringList &from, const QString &typed) {
    SourceOffers out{kind, {}, typed};
    for (const QString &word : from)
        if (word.startsWith(typed, Qt::CaseInsensitive) && word != typed)
            out.words << word;
    out.words.removeDuplicates();
    out.words.sort(Qt::CaseInsensitive);
    if (out.words.isEmpty())
        out.kind = Kind::None;
    return out;
}

QString lastWord(const QString &text) {
    static const QRegularExpression word(QStringLiteral("[\\w.\\-]*$"));
    return word.match(text).captured();
}

// Inside an output or a tag; `inside` is what stands there so far.
SourceOffers liquidOffers(const QString &inside, bool isTag, const QStringList &fields) {
    const QString typed = lastWord(inside);
    const QString before = inside.chopped(typed.size()).trimmed();
    if (inside.count(QLatin1Char('"')) % 2 != 0 || inside.count(QLatin1Char('\'')) % 2 != 0)
        return {};
    if (before.endsWith(QLatin1Char('|')))
        return offer(Kind::Filter, namesOf(liquid::filterNames()), typed);
    if (isTag && (before.isEmpty() || before == QLatin1String("-"))) {
        QStringList names = namesOf(liquid::tagNames());
        for (const char *end : {"endif", "endunless", "endfor", "endcase", "endcapture", "endcomment", "endraw", "else", "elsif", "when"})
            names << QLatin1String(end);
        return offer(Kind::LiquidTag, names, typed);
    }
    static const QStringList words = listOf("if unless elsif and or in when case == != > < >= <= contains = : ,");
    const bool isExpression = isTag ? words.contains(before.section(QLatin1Char(' '), -1)) : before.isEmpty() || before == QLatin1String("-");
    return isExpression ? offer(Kind::Field, fields, typed) : SourceOffers();
}

// The tag that is still open at the end, from its "<"; empty where none is.
QString openTag(const QString &before) {
    const auto open = before.lastIndexOf(QLatin1Char('<'));
    if (open < 0)
        return {};
    QChar quote;
    for (auto at = open; at < before.size(); ++at) {
        const QChar c = before[at];
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == QLatin1Char('"') || c == QLatin1Char('\''))
            quote = c;
        else if (c == QLatin1Char('>'))
            return {};
    }
    return before.mid(open);
}

// Names of the elements that are open at the end, the innermost last.
QStringList openElements(const QString &before) {
    static const QRegularExpression tags(QStringLiteral("<(/?)([a-zA-Z][\\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>"));
    static const QStringList alone = listOf("br hr img meta link input col area mj-image mj-divider mj-spacer");
    QStringList open;
    for (auto each = tags.globalMatch(before); each.hasNext();) {
        const auto tag = each.next();
        const QString name = tag.captured(2).toLower();
        if (tag.captured(1).isEmpty()) {
            if (!tag.captured(3).endsWith(QLatin1Char('/')) && !alone.contains(name))
                open << name;
        } else if (const auto at = open.lastIndexOf(name); at >= 0) {
            open = open.first(at);
        }
    }
    return open;
}

SourceOffers tagOffers(const QString &tag, const QString &before, bool isMjml) {
    if (tag.startsWith(QLatin1String("</"))) {
        const QStringList open = openElements(before.chopped(tag.size()));
        return open.isEmpty() ? SourceOffers() : offer(Kind::EndTag, {open.last()}, tag.mid(2));
    }
    static const QRegularExpression onlyName(QStringLiteral("^<([a-zA-Z][\\w-]*)?$"));
    if (const auto name = onlyName.match(tag); name.hasMatch())
        return offer(Kind::Element, isMjml ? mjmlElements() + elements() : elements(), name.captured(1));
    static const QRegularExpression inValue(QStringLiteral("([\\w-]+)\\s*=\\s*([\"'])([^\"']*)$"));
    if (tag.count(QLatin1Char('"')) % 2 != 0 || tag.count(QLatin1Char('\'')) % 2 != 0) {
        const auto value = inValue.match(tag);
        if (!value.hasMatch())
            return {};
        const QString name = value.captured(1).toLower(), written = value.captured(3);
        if (name != QLatin1String("style"))
            return offer(Kind::Value, valuesOf(name), written);
        const QString last = written.section(QLatin1Char(';'), -1).trimmed();
        return last.contains(QLatin1Char(':')) ? SourceOffers() : offer(Kind::Style, styles(), last);
    }
    static const QRegularExpression element(QStringLiteral("^<([\\w-]+)\\s")), word(QStringLiteral("\\s([\\w-]*)$"));
    const auto name = element.match(tag), typed = word.match(tag);
    if (!name.hasMatch() || !typed.hasMatch())
        return {};
    const QString of = name.captured(1).toLower();
    return offer(Kind::Attribute, of.startsWith(QLatin1String("mj-")) ? mjmlAttributes() : attributesOf(of), typed.captured(1));
}

} // namespace

SourceOffers offersAt(SourceLanguage language, const QString &before, const QStringList &fields) {
    const auto output = before.lastIndexOf(QLatin1String("{{")), tag = before.lastIndexOf(QLatin1String("{%"));
    const bool isOutput = output > before.lastIndexOf(QLatin1String("}}")) && output > tag, isTag = tag > before.lastIndexOf(QLatin1String("%}")) && tag > output;
    if (isOutput || isTag)
        return liquidOffers(before.mid((isOutput ? output : tag) + 2), isTag, fields);
    if (language != SourceLanguage::Html && language != SourceLanguage::Mjml)
        return {};
    const QString open = openTag(before);
    return open.isEmpty() ? SourceOffers() : tagOffers(open, before, language == SourceLanguage::Mjml);
}

TakenOffer takenOffer(Kind kind, const QString &word, const QString &before, const QString &after) {
    const bool hasBlank = before.isEmpty() || before.back().isSpace();
    const QString lead = hasBlank || kind == Kind::Element || kind == Kind::EndTag || kind == Kind::Value || kind == Kind::Attribute || kind == Kind::Style ? QString() : QStringLiteral(" ");
    const QString rest = after.trimmed();
    switch (kind) {
    case Kind::Field: {
        const bool inTag = before.lastIndexOf(QLatin1String("{%")) > before.lastIndexOf(QLatin1String("{{"));
        return {lead + word + (inTag || rest.startsWith(QLatin1String("}}")) || rest.startsWith(QLatin1Char('|')) ? QString() : QStringLiteral(" }}"))};
    }
    case Kind::Filter:
        return word == QLatin1String("default") ? TakenOffer{lead + QStringLiteral("default: \"\""), 1} : TakenOffer{lead + word};
    case Kind::LiquidTag: {
        const QString end = rest.startsWith(QLatin1String("%}")) ? QString() : QStringLiteral(" %}");
        static const QStringList alone = listOf("else break continue");
        const bool isAlone = word.startsWith(QLatin1String("end")) || alone.contains(word) || word == QLatin1String("comment") || word == QLatin1String("raw");
        return {lead + word + (isAlone ? QString() : QStringLiteral(" ")) + end, isAlone ? 0 : int(end.size())};
    }
    case Kind::EndTag:
        return {rest.startsWith(QLatin1Char('>')) ? word : word + QLatin1Char('>')};
    case Kind::Attribute:
        return rest.startsWith(QLatin1Char('=')) ? TakenOffer{word} : TakenOffer{word + QStringLiteral("=\"\""), 1};
    case Kind::Style:
        return {word + QStringLiteral(": ")};
    case Kind::Element:
    case Kind::Value:
    case Kind::None:
        break;
    }
    return {lead + word};
}

} // namespace audience::ui
