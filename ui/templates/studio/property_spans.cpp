#include "ui/templates/studio/property_spans.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"

#include <QRegularExpression>
#include <QTextBlock>
#include <QTextList>

#include <utility>

namespace audience::ui {

namespace {

// The span that letters came from, as JSON without what the letters and marks say themselves.
constexpr int kOthers = QTextFormat::UserProperty + 1;
// The letters are Liquid as it was written.
constexpr int kLiquid = QTextFormat::UserProperty + 2;
// Members of a paragraph or list beyond its words.
constexpr int kParagraph = QTextFormat::UserProperty + 3;

constexpr const char *kMarks[] = {"bold", "italic", "underline", "strike"};

QString asLines(const std::string &text) {
    return toQString(text).replace(QLatin1Char('\n'), QChar::LineSeparator);
}

void lookLike(QTextCharFormat &format) {
    if (format.property(kLiquid).toBool()) {
        format.setBackground(tokens().accentSoft);
        format.setForeground(tokens().accent);
    } else if (format.isAnchor()) {
        format.setForeground(tokens().accent);
    }
}

QTextCharFormat formatOf(const Json &span, bool isLiquid) {
    QTextCharFormat format;
    if (jsonBool(span, "bold"))
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(jsonBool(span, "italic"));
    format.setFontUnderline(jsonBool(span, "underline"));
    format.setFontStrikeOut(jsonBool(span, "strike"));
    if (const QString link = toQString(jsonText(span, "link")); !link.isEmpty()) {
        format.setAnchor(true);
        format.setAnchorHref(link);
    }
    if (isLiquid)
        format.setProperty(kLiquid, true);
    Json others = span;
    for (const char *name : {"text", "liquid", "link"})
        others.erase(name);
    for (const char *name : kMarks)
        others.erase(name);
    if (!others.empty())
        format.setProperty(kOthers, toQString(dumpJson(others)));
    lookLike(format);
    return format;
}

void writeLine(QTextCursor &cursor, const Json &spans) {
    if (!spans.is_array())
        return;
    for (const Json &span : spans) {
        if (const std::string text = jsonText(span, "text"); !text.empty())
            cursor.insertText(asLines(text), formatOf(span, false));
        if (const std::string liquid = jsonText(span, "liquid"); !liquid.empty())
            cursor.insertText(asLines(liquid), formatOf(span, true));
    }
}

Json spanOf(const QTextFragment &fragment) {
    const QTextCharFormat format = fragment.charFormat();
    QString text = fragment.text();
    text.replace(QChar::LineSeparator, QLatin1Char('\n'));
    Json span = Json::object();
    span[format.property(kLiquid).toBool() ? "liquid" : "text"] = toUtf8(text);
    const bool on[] = {format.fontWeight() >= QFont::Bold, format.fontItalic(), format.fontUnderline(), format.fontStrikeOut()};
    for (std::size_t at = 0; at < std::size(on); ++at)
        if (on[at])
            span[kMarks[at]] = true;
    if (format.isAnchor() && !format.anchorHref().isEmpty())
        span["link"] = toUtf8(format.anchorHref());
    if (const auto others = parseJson(toUtf8(format.property(kOthers).toString())); others && others->is_object())
        for (const auto &[name, value] : others->items())
            span[name] = value;
    return span;
}

// A typed "{{ field }}" is a field like one from the list; what is typed behind a field is text.
void addPieces(Json &spans, const Json &span) {
    static const QRegularExpression output(QStringLiteral("\\{\\{.*?\\}\\}|\\{%.*?%\\}"));
    const bool isLiquid = span.contains("liquid");
    const QString text = toQString(jsonText(span, isLiquid ? "liquid" : "text"));
    auto found = output.globalMatch(text);
    if (!found.hasNext()) {
        spans.push_back(span);
        return;
    }
    qsizetype from = 0;
    const auto add = [&](const char *name, const QString &words) {
        if (words.isEmpty())
            return;
        Json piece{{name, toUtf8(words)}};
        for (const auto &[member, value] : span.items())
            if (member != "text" && member != "liquid")
                piece[member] = value;
        spans.push_back(std::move(piece));
    };
    while (found.hasNext()) {
        const auto match = found.next();
        add("text", text.mid(from, match.capturedStart() - from));
        add("liquid", match.captured());
        from = match.capturedEnd();
    }
    add("text", text.mid(from));
}

Json lineOf(const QTextBlock &block) {
    Json spans = Json::array();
    for (auto at = block.begin(); !at.atEnd(); ++at)
        if (at.fragment().isValid())
            addPieces(spans, spanOf(at.fragment()));
    return spans;
}

Json beside(const QTextFormat &format, const char *name, Json value) {
    Json out{{name, std::move(value)}};
    if (const auto others = parseJson(toUtf8(format.property(kParagraph).toString())); others && others->is_object())
        for (const auto &[member, kept] : others->items())
            out[member] = kept;
    return out;
}

Json readFlow(const QTextDocument &document) {
    Json flow = Json::array();
    const QTextList *open = nullptr;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextList *list = block.textList();
        if (list && list == open) {
            flow.back()["items"].push_back(lineOf(block));
            continue;
        }
        open = list;
        if (!list) {
            flow.push_back(beside(block.blockFormat(), "spans", lineOf(block)));
            continue;
        }
        Json entry = beside(list->format(), "list", list->format().style() == QTextListFormat::ListDecimal ? "number" : "bullet");
        entry["items"] = Json::array({lineOf(block)});
        flow.push_back(std::move(entry));
    }
    return flow;
}

QString othersOf(Json part) {
    for (const char *name : {"spans", "list", "items"})
        part.erase(name);
    return part.empty() ? QString() : toQString(dumpJson(part));
}

void writeFlow(QTextCursor &cursor, const Json &flow) {
    bool isFirst = true;
    const auto next = [&](const QTextBlockFormat &format) {
        if (!std::exchange(isFirst, false))
            cursor.insertBlock(format, QTextCharFormat());
        else
            cursor.setBlockFormat(format);
    };
    for (const Json &part : flow) {
        QTextBlockFormat plain;
        if (const QString others = othersOf(part); !others.isEmpty())
            plain.setProperty(kParagraph, others);
        const std::string kind = jsonText(part, "list");
        const Json *items = kind.empty() ? nullptr : jsonMember(part, "items");
        if (!items || !items->is_array() || items->empty()) {
            next(plain);
            if (const Json *spans = jsonMember(part, "spans"))
                writeLine(cursor, *spans);
            continue;
        }
        QTextListFormat look;
        look.setStyle(kind == "number" ? QTextListFormat::ListDecimal : QTextListFormat::ListDisc);
        if (const QString others = othersOf(part); !others.isEmpty())
            look.setProperty(kParagraph, others);
        QTextList *list = nullptr;
        for (const Json &item : *items) {
            next({});
            if (!list)
                list = cursor.createList(look);
            else
                list->add(cursor.block());
            writeLine(cursor, item);
        }
    }
}

} // namespace

void writeSpans(QTextDocument *document, const Json &value, bool isFlow) {
    document->clear();
    QTextCursor cursor(document);
    cursor.beginEditBlock();
    if (isFlow && value.is_array())
        writeFlow(cursor, value);
    else
        writeLine(cursor, value);
    cursor.endEditBlock();
}

Json readSpans(const QTextDocument &document, bool isFlow) {
    if (document.isEmpty())
        return {};
    return isFlow ? readFlow(document) : lineOf(document.begin());
}

void setSpanLink(QTextCursor &selection, const QString &address) {
    QTextCharFormat format;
    format.setAnchor(!address.isEmpty());
    format.setAnchorHref(address);
    format.setForeground(address.isEmpty() ? tokens().text : tokens().accent);
    selection.mergeCharFormat(format);
}

void insertSpanField(QTextCursor &cursor, const QString &liquid) {
    const QTextCharFormat around = cursor.charFormat();
    QTextCharFormat format = around;
    format.setProperty(kLiquid, true);
    lookLike(format);
    cursor.insertText(liquid, format);
    cursor.setCharFormat(around); // what is typed next is no field
}

} // namespace audience::ui
