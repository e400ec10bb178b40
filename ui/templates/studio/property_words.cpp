#include "ui/templates/studio/property_words.h"

#include "qbase/convert.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace audience::ui {

namespace {

struct Named {
    std::string_view id;
    const char *name; // translated in the context "Blocks"
    const char *icon = nullptr;
    const char *words = nullptr; // more that it may be looked for by
};

constexpr Named kKinds[] = {
    {"heading", QT_TRANSLATE_NOOP("Blocks", "Heading"), "heading", QT_TRANSLATE_NOOP("Blocks", "title headline")},
    {"text", QT_TRANSLATE_NOOP("Blocks", "Text"), "type", QT_TRANSLATE_NOOP("Blocks", "paragraph words")},
    {"button", QT_TRANSLATE_NOOP("Blocks", "Button"), "block-button", QT_TRANSLATE_NOOP("Blocks", "link call to action")},
    {"image", QT_TRANSLATE_NOOP("Blocks", "Image"), "image", QT_TRANSLATE_NOOP("Blocks", "picture photo logo")},
    {"avatar", QT_TRANSLATE_NOOP("Blocks", "Portrait"), "user", QT_TRANSLATE_NOOP("Blocks", "avatar person")},
    {"divider", QT_TRANSLATE_NOOP("Blocks", "Divider"), "minus", QT_TRANSLATE_NOOP("Blocks", "line")},
    {"spacer", QT_TRANSLATE_NOOP("Blocks", "Space"), "block-spacer", QT_TRANSLATE_NOOP("Blocks", "gap room")},
    {"social", QT_TRANSLATE_NOOP("Blocks", "Social"), "share-2", QT_TRANSLATE_NOOP("Blocks", "profiles instagram facebook")},
    {"menu", QT_TRANSLATE_NOOP("Blocks", "Menu"), "block-menu", QT_TRANSLATE_NOOP("Blocks", "links navigation")},
    {"video", QT_TRANSLATE_NOOP("Blocks", "Video"), "play", QT_TRANSLATE_NOOP("Blocks", "film")},
    {"quote", QT_TRANSLATE_NOOP("Blocks", "Quote"), "block-quote", QT_TRANSLATE_NOOP("Blocks", "review testimonial")},
    {"list", QT_TRANSLATE_NOOP("Blocks", "List"), "list", QT_TRANSLATE_NOOP("Blocks", "bullets ticks numbers")},
    {"code", QT_TRANSLATE_NOOP("Blocks", "Fixed text"), "terminal", QT_TRANSLATE_NOOP("Blocks", "code preformatted")},
    {"table", QT_TRANSLATE_NOOP("Blocks", "Table"), "table", QT_TRANSLATE_NOOP("Blocks", "rows receipt data")},
    {"products", QT_TRANSLATE_NOOP("Blocks", "Products"), "block-products", QT_TRANSLATE_NOOP("Blocks", "cards shop cart grid")},
    {"countdown", QT_TRANSLATE_NOOP("Blocks", "Countdown"), "timer", QT_TRANSLATE_NOOP("Blocks", "time clock deadline")},
    {"coupon", QT_TRANSLATE_NOOP("Blocks", "Coupon"), "ticket", QT_TRANSLATE_NOOP("Blocks", "voucher code discount")},
    {"qr", QT_TRANSLATE_NOOP("Blocks", "QR code"), "block-qr", QT_TRANSLATE_NOOP("Blocks", "scan ticket")},
    {"calendar", QT_TRANSLATE_NOOP("Blocks", "Calendar"), "calendar", QT_TRANSLATE_NOOP("Blocks", "appointment event date")},
    {"survey", QT_TRANSLATE_NOOP("Blocks", "Survey"), "gauge", QT_TRANSLATE_NOOP("Blocks", "score rating nps question")},
    {"signature", QT_TRANSLATE_NOOP("Blocks", "Signature"), "block-signature", QT_TRANSLATE_NOOP("Blocks", "sender person")},
    {"footer", QT_TRANSLATE_NOOP("Blocks", "Footer"), "block-footer", QT_TRANSLATE_NOOP("Blocks", "unsubscribe address imprint")},
    {"view_in_browser", QT_TRANSLATE_NOOP("Blocks", "Web version"), "globe", QT_TRANSLATE_NOOP("Blocks", "view in browser")},
    {"html", QT_TRANSLATE_NOOP("Blocks", "HTML"), "code", QT_TRANSLATE_NOOP("Blocks", "source own code")},
    {"page", QT_TRANSLATE_NOOP("Blocks", "Email"), "mail"},
    {"section", QT_TRANSLATE_NOOP("Blocks", "Section"), "block-section"},
    {"column", QT_TRANSLATE_NOOP("Blocks", "Column"), "columns-1"}};

constexpr Named kLayouts[] = {{"columns_1", QT_TRANSLATE_NOOP("Blocks", "1 column"), "columns-1"},
                              {"columns_2", QT_TRANSLATE_NOOP("Blocks", "2 columns"), "columns-2"},
                              {"columns_3", QT_TRANSLATE_NOOP("Blocks", "3 columns"), "columns-3"},
                              {"columns_4", QT_TRANSLATE_NOOP("Blocks", "4 columns"), "columns-4"},
                              {"hero", QT_TRANSLATE_NOOP("Blocks", "Hero"), "block-hero", QT_TRANSLATE_NOOP("Blocks", "opening banner header")}};

// "kind.property" where a kind means something of its own by it, else "property".
constexpr Named kProperties[] = {
    {"address", QT_TRANSLATE_NOOP("Blocks", "Postal address")},
    {"align", QT_TRANSLATE_NOOP("Blocks", "Align")},
    {"aligns", QT_TRANSLATE_NOOP("Blocks", "Columns align")},
    {"alt", QT_TRANSLATE_NOOP("Blocks", "Words instead")},
    {"as", QT_TRANSLATE_NOOP("Blocks", "Call each")},
    {"author", QT_TRANSLATE_NOOP("Blocks", "Who said it")},
    {"background", QT_TRANSLATE_NOOP("Blocks", "Background")},
    {"bar", QT_TRANSLATE_NOOP("Blocks", "Bar beside")},
    {"border", QT_TRANSLATE_NOOP("Blocks", "Border")},
    {"border_color", QT_TRANSLATE_NOOP("Blocks", "Lines")},
    {"breakpoint", QT_TRANSLATE_NOOP("Blocks", "Phone up to")},
    {"button", QT_TRANSLATE_NOOP("Blocks", "Words on button")},
    {"button_color", QT_TRANSLATE_NOOP("Blocks", "Words on buttons")},
    {"button_fill", QT_TRANSLATE_NOOP("Blocks", "Buttons")},
    {"caption", QT_TRANSLATE_NOOP("Blocks", "Caption")},
    {"code", QT_TRANSLATE_NOOP("Blocks", "Code")},
    {"color", QT_TRANSLATE_NOOP("Blocks", "Colour")},
    {"columns", QT_TRANSLATE_NOOP("Blocks", "Columns")},
    {"content", QT_TRANSLATE_NOOP("Blocks", "Words")},
    {"dark_src", QT_TRANSLATE_NOOP("Blocks", "Picture on dark")},
    {"details", QT_TRANSLATE_NOOP("Blocks", "Details")},
    {"direction", QT_TRANSLATE_NOOP("Blocks", "Direction")},
    {"divider.width", QT_TRANSLATE_NOOP("Blocks", "Length")},
    {"end", QT_TRANSLATE_NOOP("Blocks", "Ends")},
    {"fill", QT_TRANSLATE_NOOP("Blocks", "Fill")},
    {"font", QT_TRANSLATE_NOOP("Blocks", "Font")},
    {"from", QT_TRANSLATE_NOOP("Blocks", "From")},
    {"full_width", QT_TRANSLATE_NOOP("Blocks", "Full width")},
    {"gap", QT_TRANSLATE_NOOP("Blocks", "Between columns")},
    {"head", QT_TRANSLATE_NOOP("Blocks", "Headings")},
    {"heading_color", QT_TRANSLATE_NOOP("Blocks", "Headings")},
    {"heading_font", QT_TRANSLATE_NOOP("Blocks", "Font of headings")},
    {"height", QT_TRANSLATE_NOOP("Blocks", "Height")},
    {"high", QT_TRANSLATE_NOOP("Blocks", "At the end")},
    {"href", QT_TRANSLATE_NOOP("Blocks", "Leads to")},
    {"html", QT_TRANSLATE_NOOP("Blocks", "HTML")},
    {"icon", QT_TRANSLATE_NOOP("Blocks", "Icon")},
    {"icon_size", QT_TRANSLATE_NOOP("Blocks", "Icon size")},
    {"inner", QT_TRANSLATE_NOOP("Blocks", "Space inside")},
    {"item", QT_TRANSLATE_NOOP("Blocks", "Each product")},
    {"items", QT_TRANSLATE_NOOP("Blocks", "Entries")},
    {"label", QT_TRANSLATE_NOOP("Blocks", "Label")},
    {"language", QT_TRANSLATE_NOOP("Blocks", "Language")},
    {"level", QT_TRANSLATE_NOOP("Blocks", "Level")},
    {"limit", QT_TRANSLATE_NOOP("Blocks", "At most")},
    {"line", QT_TRANSLATE_NOOP("Blocks", "Line")},
    {"line_height", QT_TRANSLATE_NOOP("Blocks", "Line height")},
    {"lines", QT_TRANSLATE_NOOP("Blocks", "More lines")},
    {"link_color", QT_TRANSLATE_NOOP("Blocks", "Links")},
    {"links", QT_TRANSLATE_NOOP("Blocks", "Links")},
    {"list", QT_TRANSLATE_NOOP("Blocks", "For each of")},
    {"loop", QT_TRANSLATE_NOOP("Blocks", "Fill from a list")},
    {"low", QT_TRANSLATE_NOOP("Blocks", "At the start")},
    {"mark_color", QT_TRANSLATE_NOOP("Blocks", "Marks' colour")},
    {"marks", QT_TRANSLATE_NOOP("Blocks", "Marks")},
    {"mobile", QT_TRANSLATE_NOOP("Blocks", "On phones")},
    {"name", QT_TRANSLATE_NOOP("Blocks", "Name")},
    {"network", QT_TRANSLATE_NOOP("Blocks", "Network")},
    {"old_price", QT_TRANSLATE_NOOP("Blocks", "Price before")},
    {"padding", QT_TRANSLATE_NOOP("Blocks", "Space around")},
    {"page.background", QT_TRANSLATE_NOOP("Blocks", "Around the email")},
    {"page.color", QT_TRANSLATE_NOOP("Blocks", "Text")},
    {"page.content", QT_TRANSLATE_NOOP("Blocks", "Sheet")},
    {"page.title", QT_TRANSLATE_NOOP("Blocks", "Title in browsers")},
    {"person", QT_TRANSLATE_NOOP("Blocks", "Person")},
    {"picture", QT_TRANSLATE_NOOP("Blocks", "Picture behind")},
    {"place", QT_TRANSLATE_NOOP("Blocks", "Place")},
    {"position", QT_TRANSLATE_NOOP("Blocks", "Position")},
    {"preferences", QT_TRANSLATE_NOOP("Blocks", "Words for choices")},
    {"preheader", QT_TRANSLATE_NOOP("Blocks", "Preheader")},
    {"price", QT_TRANSLATE_NOOP("Blocks", "Price")},
    {"price_color", QT_TRANSLATE_NOOP("Blocks", "Price colour")},
    {"purpose", QT_TRANSLATE_NOOP("Blocks", "Purpose")},
    {"products.items", QT_TRANSLATE_NOOP("Blocks", "Products")},
    {"qr.value", QT_TRANSLATE_NOOP("Blocks", "What it says")},
    {"question", QT_TRANSLATE_NOOP("Blocks", "Question")},
    {"radius", QT_TRANSLATE_NOOP("Blocks", "Round corners")},
    {"background_picture.repeat", QT_TRANSLATE_NOOP("Blocks", "Tiled")},
    {"repeat", QT_TRANSLATE_NOOP("Blocks", "Repeat")},
    {"role", QT_TRANSLATE_NOOP("Blocks", "Role")},
    {"rows", QT_TRANSLATE_NOOP("Blocks", "Rows")},
    {"separator", QT_TRANSLATE_NOOP("Blocks", "Between them")},
    {"service", QT_TRANSLATE_NOOP("Blocks", "Calendar")},
    {"show", QT_TRANSLATE_NOOP("Blocks", "Show on")},
    {"size", QT_TRANSLATE_NOOP("Blocks", "Size")},
    {"spacer.height", QT_TRANSLATE_NOOP("Blocks", "Height")},
    {"src", QT_TRANSLATE_NOOP("Blocks", "Picture")},
    {"stack", QT_TRANSLATE_NOOP("Blocks", "On phones")},
    {"start", QT_TRANSLATE_NOOP("Blocks", "Begins")},
    {"text", QT_TRANSLATE_NOOP("Blocks", "Words")},
    {"thickness", QT_TRANSLATE_NOOP("Blocks", "Thickness")},
    {"title", QT_TRANSLATE_NOOP("Blocks", "Title")},
    {"to", QT_TRANSLATE_NOOP("Blocks", "To")},
    {"unsubscribe", QT_TRANSLATE_NOOP("Blocks", "Words to leave")},
    {"valign", QT_TRANSLATE_NOOP("Blocks", "Columns stand")},
    {"value", QT_TRANSLATE_NOOP("Blocks", "Value")},
    {"when", QT_TRANSLATE_NOOP("Blocks", "Show when")},
    {"width", QT_TRANSLATE_NOOP("Blocks", "Width")},
    {"locked", QT_TRANSLATE_NOOP("Blocks", "Locked")},
    {"saved", QT_TRANSLATE_NOOP("Blocks", "Saved block")},
};

constexpr Named kChoices[] = {
    {"all", QT_TRANSLATE_NOOP("Blocks", "Everywhere")},
    {"desktop", QT_TRANSLATE_NOOP("Blocks", "Desktop only")},
    {"mobile", QT_TRANSLATE_NOOP("Blocks", "Phones only")},
    {"start", QT_TRANSLATE_NOOP("Blocks", "Start")},
    {"center", QT_TRANSLATE_NOOP("Blocks", "Centre")},
    {"end", QT_TRANSLATE_NOOP("Blocks", "End")},
    {"ltr", QT_TRANSLATE_NOOP("Blocks", "Left to right")},
    {"rtl", QT_TRANSLATE_NOOP("Blocks", "Right to left")},
    {"stack", QT_TRANSLATE_NOOP("Blocks", "One below the other")},
    {"reverse", QT_TRANSLATE_NOOP("Blocks", "Last one first")},
    {"keep", QT_TRANSLATE_NOOP("Blocks", "Side by side")},
    {"top", QT_TRANSLATE_NOOP("Blocks", "Top")},
    {"middle", QT_TRANSLATE_NOOP("Blocks", "Middle")},
    {"bottom", QT_TRANSLATE_NOOP("Blocks", "Bottom")},
    {"bullet", QT_TRANSLATE_NOOP("Blocks", "Bullets")},
    {"number", QT_TRANSLATE_NOOP("Blocks", "Numbers")},
    {"check", QT_TRANSLATE_NOOP("Blocks", "Ticks")},
    {"solid", QT_TRANSLATE_NOOP("Blocks", "Solid")},
    {"dashed", QT_TRANSLATE_NOOP("Blocks", "Dashed")},
    {"dotted", QT_TRANSLATE_NOOP("Blocks", "Dotted")},
    {"marketing", QT_TRANSLATE_NOOP("Blocks", "Marketing")},
    {"service", QT_TRANSLATE_NOOP("Blocks", "Service, as a receipt")},
    {"google", "Google"},
    {"outlook", "Outlook.com"},
    {"office", "Office 365"},
    {"file", QT_TRANSLATE_NOOP("Blocks", "Own .ics file")},
};

// The phrases of model::starterPhrases(), for translators.
constexpr const char *kStarterPhrases[] = {
    QT_TRANSLATE_NOOP("BlockStarters", "A heading that says what is in it"),
    QT_TRANSLATE_NOOP("BlockStarters", "Write here what people should know. Short paragraphs are read more often."),
    QT_TRANSLATE_NOOP("BlockStarters", "Have a look"),
    QT_TRANSLATE_NOOP("BlockStarters", "First and last name"),
    QT_TRANSLATE_NOOP("BlockStarters", "What they do"),
    QT_TRANSLATE_NOOP("BlockStarters", "New in"),
    QT_TRANSLATE_NOOP("BlockStarters", "Offers"),
    QT_TRANSLATE_NOOP("BlockStarters", "About us"),
    QT_TRANSLATE_NOOP("BlockStarters", "Watch the film"),
    QT_TRANSLATE_NOOP("BlockStarters", "What somebody said about us, in their own words."),
    QT_TRANSLATE_NOOP("BlockStarters", "The first good reason"),
    QT_TRANSLATE_NOOP("BlockStarters", "The second"),
    QT_TRANSLATE_NOOP("BlockStarters", "And a third"),
    QT_TRANSLATE_NOOP("BlockStarters", "Text that stays as it is"),
    QT_TRANSLATE_NOOP("BlockStarters", "What"),
    QT_TRANSLATE_NOOP("BlockStarters", "Price"),
    QT_TRANSLATE_NOOP("BlockStarters", "First item"),
    QT_TRANSLATE_NOOP("BlockStarters", "Second item"),
    QT_TRANSLATE_NOOP("BlockStarters", "First product"),
    QT_TRANSLATE_NOOP("BlockStarters", "Second product"),
    QT_TRANSLATE_NOOP("BlockStarters", "Third product"),
    QT_TRANSLATE_NOOP("BlockStarters", "Until Sunday at midnight"),
    QT_TRANSLATE_NOOP("BlockStarters", "A thank you for you"),
    QT_TRANSLATE_NOOP("BlockStarters", "YOUR-CODE"),
    QT_TRANSLATE_NOOP("BlockStarters", "Enter it at the checkout."),
    QT_TRANSLATE_NOOP("BlockStarters", "Show this code at the entrance"),
    QT_TRANSLATE_NOOP("BlockStarters", "The name of the event"),
    QT_TRANSLATE_NOOP("BlockStarters", "How likely are you to recommend us?"),
    QT_TRANSLATE_NOOP("BlockStarters", "Not at all"),
    QT_TRANSLATE_NOOP("BlockStarters", "Very likely"),
    QT_TRANSLATE_NOOP("BlockStarters", "Unsubscribe"),
    QT_TRANSLATE_NOOP("BlockStarters", "Choose what you get"),
    QT_TRANSLATE_NOOP("BlockStarters", "Read this email in the browser"),
    QT_TRANSLATE_NOOP("BlockStarters", "Your own HTML"),
    QT_TRANSLATE_NOOP("BlockStarters", "One thing that is worth opening this email"),
    QT_TRANSLATE_NOOP("BlockStarters", "A sentence or two about it."),
};

template <std::size_t size> const Named *find(const Named (&all)[size], std::string_view id) {
    const auto found = std::find_if(std::begin(all), std::end(all), [&](const Named &one) { return one.id == id; });
    return found == std::end(all) ? nullptr : found;
}

QString said(const char *english) {
    return QCoreApplication::translate("Blocks", english);
}

QString nameIn(const Named *found, std::string_view id) {
    return found ? said(found->name) : toQString(id);
}

} // namespace

QString kindName(std::string_view kind) {
    return nameIn(find(kKinds, kind), kind);
}

QString kindIcon(std::string_view kind) {
    const Named *found = find(kKinds, kind);
    return QLatin1String(found ? found->icon : "circle-help");
}

QString kindWords(std::string_view kind) {
    const Named *found = find(kKinds, kind);
    if (!found)
        found = find(kLayouts, kind);
    return found && found->words ? said(found->words) : QString();
}

QString layoutName(std::string_view layout) {
    return nameIn(find(kLayouts, layout), layout);
}

QString layoutIcon(std::string_view layout) {
    const Named *found = find(kLayouts, layout);
    return QLatin1String(found ? found->icon : "columns-1");
}

QString propertyName(std::string_view kind, std::string_view property) {
    const Named *own = find(kProperties, std::string(kind) + '.' + std::string(property));
    return nameIn(own ? own : find(kProperties, property), property);
}

QString choiceName(std::string_view property, std::string_view choice) {
    if (property == "align" && choice != "center") // as it looks: right-to-left emails begin at the right
        return choice == "start" ? QCoreApplication::translate("Blocks", "At the start of the line") : QCoreApplication::translate("Blocks", "At the end of the line");
    return nameIn(find(kChoices, choice), choice);
}

QString unitOf(std::string_view kind, std::string_view property) {
    for (const std::string_view plain : {"level", "line_height", "columns", "from", "to", "limit"})
        if (property == plain)
            return {};
    const bool isShare = property == "width" && (kind == "divider" || kind == "column");
    return isShare ? QStringLiteral("%") : QStringLiteral("px");
}

double usualNumber(std::string_view kind, std::string_view property) {
    struct Usual {
        std::string_view kind, property;
        double number;
    };
    // Of a kind first, then of all that have the property.
    static constexpr Usual all[] = {
        {"page", "width", 600}, {"page", "breakpoint", 480}, {"page", "size", 16},   {"page", "line_height", 1.5}, {"heading", "level", 1},
        {"button", "size", 16}, {"button", "radius", 6},     {"avatar", "size", 48}, {"divider", "thickness", 1},  {"divider", "width", 100},
        {"spacer", "height", 24}, {"social", "icon_size", 24}, {"social", "size", 14}, {"menu", "size", 14},       {"table", "size", 14},
        {"products", "size", 14}, {"products", "columns", 2}, {"countdown", "width", 320}, {"countdown", "size", 20}, {"qr", "size", 160},
        {"survey", "from", 0},  {"survey", "to", 10},        {"survey", "size", 14}, {"footer", "size", 13},       {"view_in_browser", "size", 13},
        {"calendar", "size", 14}, {"code", "size", 14},      {"column", "width", 50}, {"", "size", 16},            {"", "line_height", 1.5}};
    for (const Usual &one : all)
        if ((one.kind.empty() || one.kind == kind) && one.property == property)
            return one.number;
    return 0;
}

QString kindOf(const Json &part) {
    if (part.contains("columns") && part.at("columns").is_array() && !part.contains("kind"))
        return QStringLiteral("section");
    return part.contains("blocks") && !part.contains("kind") ? QStringLiteral("column") : toQString(jsonText(part, "kind"));
}

static QString wordsIn(const Json &value, int most) {
    if (value.is_string())
        return toQString(value.get_ref<const std::string &>()).left(4 * most).simplified();
    QString out;
    if (value.is_array()) {
        for (const Json &one : value) {
            out += wordsIn(one, most);
            if (out.size() > most)
                break;
        }
    } else if (value.is_object()) {
        for (const char *name : {"text", "liquid", "spans", "items", "title"})
            if (const Json *inside = jsonMember(value, name); inside && out.size() <= most)
                out += inside->is_string() ? toQString(inside->get_ref<const std::string &>()).left(4 * most) : wordsIn(*inside, most);
    }
    return out;
}

// "We saved your size, first name": a field by its name.
static QString withoutLiquid(QString words) {
    static const QRegularExpression output(QStringLiteral("\\{\\{-?\\s*([A-Za-z_][\\w.]*)[^}]*\\}\\}")), tag(QStringLiteral("\\{%[^%]*%\\}"));
    words.remove(tag);
    for (auto match = output.match(words); match.hasMatch(); match = output.match(words))
        words.replace(match.capturedStart(), match.capturedLength(), match.captured(1).section(QLatin1Char('.'), -1).replace(QLatin1Char('_'), QLatin1Char(' ')));
    return words.simplified();
}

QString firstWords(const Json &part, int most) {
    for (const char *name : {"content", "title", "text", "question", "code", "person", "alt", "caption"})
        if (const Json *value = jsonMember(part, name))
            if (const QString words = withoutLiquid(wordsIn(*value, most)); !words.isEmpty())
                return words.size() > most ? words.left(most).trimmed() + QChar(0x2026) : words;
    return {};
}

QString titleOf(const Json &part) {
    if (const std::string name = jsonText(part, "name"); !name.empty())
        return toQString(name);
    const QString kind = kindOf(part);
    const QString words = kind == QLatin1String("section") || kind == QLatin1String("column") ? QString() : firstWords(part);
    if (const Json *items = jsonMember(part, "items"); kind == QLatin1String("products") && items && items->is_array()) {
        const int count = int(items->size()); // lupdate takes no strings after the text
        return QCoreApplication::translate("Blocks", "%n products", nullptr, count);
    }
    return words.isEmpty() ? kindName(toUtf8(kind)) : words;
}

model::StarterWords starterWords() {
    return [](std::string_view english) {
        const auto phrase = std::find(std::begin(kStarterPhrases), std::end(kStarterPhrases), english);
        return phrase == std::end(kStarterPhrases) ? std::string(english) : toUtf8(QCoreApplication::translate("BlockStarters", *phrase));
    };
}

} // namespace audience::ui
