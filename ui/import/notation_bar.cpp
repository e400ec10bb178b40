#include "ui/import/notation_bar.h"

#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPushButton>

#include <algorithm>

namespace audience::ui {

using ingest::Encoding;

namespace {

constexpr char kDelimiters[] = {',', ';', '\t', '|'};
constexpr Encoding kEncodings[] = {Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be};

QString delimiterWords(char delimiter) {
    switch (delimiter) {
    case ',': return NotationBar::tr("Columns divided by commas");
    case ';': return NotationBar::tr("Columns divided by semicolons");
    case '\t': return NotationBar::tr("Columns divided by tabs");
    case '|': return NotationBar::tr("Columns divided by vertical bars");
    default: return NotationBar::tr("Columns divided by %1").arg(toQString(ingest::delimiterName(delimiter)));
    }
}

QString encodingWords(Encoding encoding) {
    switch (encoding) {
    case Encoding::Windows1252: return NotationBar::tr("Letters as in older Windows files (Windows-1252)");
    case Encoding::Utf16Le: return NotationBar::tr("Letters as in Unicode text of Excel (UTF-16)");
    case Encoding::Utf16Be: return NotationBar::tr("Letters in UTF-16, big-endian");
    case Encoding::Utf8: break;
    }
    return NotationBar::tr("Letters in UTF-8");
}

QString headerWords(bool hasHeader) {
    return hasHeader ? NotationBar::tr("First row: headings") : NotationBar::tr("First row: data, no headings");
}

} // namespace

NotationBar::NotationBar(QWidget *parent) : QWidget(parent) {
    auto *layout = new FlowLayout(this, space::kSmall);
    layout->setContentsMargins(space::kSmall, 0, space::kSmall, space::kTiny);
    m_delimiter = addPick("importDelimiter");
    m_encoding = addPick("importEncoding");
    m_header = addPick("importHeader");
    connect(m_delimiter, &QPushButton::clicked, this, &NotationBar::pickDelimiter);
    connect(m_encoding, &QPushButton::clicked, this, &NotationBar::pickEncoding);
    connect(m_header, &QPushButton::clicked, this, &NotationBar::pickHeader);
}

QPushButton *NotationBar::addPick(const char *name) {
    QPushButton *button = makeButton(QLatin1String(name), {}, "quiet", "chevron-down", this);
    layout()->addWidget(button);
    return button;
}

void NotationBar::ask(ingest::ImportSpec *spec, const ingest::CsvDialect &dialect) {
    m_spec = spec;
    m_dialect = dialect;
    m_delimiter->setText(delimiterWords(dialect.delimiter));
    m_encoding->setText(encodingWords(dialect.encoding));
    m_header->setText(headerWords(dialect.hasHeader));
    for (QPushButton *button : {m_delimiter, m_encoding, m_header})
        button->setAccessibleName(button->text());
}

void NotationBar::pickDelimiter() {
    QList<PickerItem> items;
    for (const char delimiter : kDelimiters)
        items.append({toQString(ingest::delimiterName(delimiter)), delimiterWords(delimiter), {}, {}});
    const QString now = toQString(ingest::delimiterName(m_dialect.delimiter));
    if (std::none_of(items.begin(), items.end(), [&](const PickerItem &item) { return item.id == now; }))
        items.append({now, delimiterWords(m_dialect.delimiter), {}, {}});
    Picker::pickOne(m_delimiter, items, now, [this](const QStringList &ids) {
        m_spec->delimiter = toUtf8(ids.first());
        Q_EMIT changed();
    });
}

void NotationBar::pickEncoding() {
    QList<PickerItem> items;
    for (const Encoding encoding : kEncodings)
        items.append({toQString(ingest::toText(encoding)), encodingWords(encoding), {}, {}});
    Picker::pickOne(m_encoding, items, toQString(ingest::toText(m_dialect.encoding)), [this](const QStringList &ids) {
        m_spec->encoding = toUtf8(ids.first());
        Q_EMIT changed();
    });
}

void NotationBar::pickHeader() {
    const QList<PickerItem> items{{QStringLiteral("yes"), headerWords(true), {}, {}}, {QStringLiteral("no"), headerWords(false), {}, {}}};
    Picker::pickOne(m_header, items, m_dialect.hasHeader ? QStringLiteral("yes") : QStringLiteral("no"), [this](const QStringList &ids) {
        m_spec->header = ids.first() == QLatin1String("yes");
        Q_EMIT changed();
    });
}

void keepNotation(ingest::ImportSpec &to, const ingest::ImportSpec &from) {
    to.delimiter = from.delimiter;
    to.encoding = from.encoding;
    to.header = from.header;
}

ingest::DialectOptions notationOf(const ingest::ImportSpec &spec) {
    ingest::DialectOptions options;
    options.header = spec.header;
    if (!spec.delimiter.empty())
        options.delimiter = ingest::delimiterFromText(spec.delimiter);
    if (!spec.encoding.empty())
        options.encoding = ingest::encodingFromText(spec.encoding);
    return options;
}

} // namespace audience::ui
