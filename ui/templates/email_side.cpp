#include "ui/templates/email_side.h"

#include "qbase/convert.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/language_words.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

using model::MissingField;
using service::FieldUse;
using service::FindingView;

namespace {

constexpr int kWide = 256, kWidest = 720;

QString missingWord(MissingField missing) {
    switch (missing) {
    case MissingField::UseEmpty: return EmailSide::tr("Send it with nothing there");
    case MissingField::SkipPerson: return EmailSide::tr("Leave the person out");
    case MissingField::Stop: return EmailSide::tr("Stop the campaign");
    }
    return {};
}

// "variants/B/blocks/sections/0" -> {"variants", "B", "/sections/0"}; of the email itself the path alone.
struct Place {
    QString of, name;
    std::string rest;
};

Place placeOf(const std::string &path) {
    const QString words = toQString(path);
    const QString of = words.section(QLatin1Char('/'), 0, 0);
    if (of != QLatin1String("variants") && of != QLatin1String("translations"))
        return {{}, {}, path};
    const QString rest = words.section(QLatin1Char('/'), 2);
    return {of, words.section(QLatin1Char('/'), 1, 1), toUtf8(rest.startsWith(QLatin1String("blocks/")) ? rest.mid(6) : rest)};
}

bool canBeShown(const FindingView &finding) {
    const std::string rest = placeOf(finding.path).rest;
    return finding.line > 0 || rest.rfind("/sections/", 0) == 0 || rest == "subject" || rest == "preheader";
}

QString partWord(const std::string &path, int line) {
    const auto &[of, name, part] = placeOf(path);
    if (of == QLatin1String("variants"))
        return EmailSide::tr("Variant %1: %2").arg(name, partWord(part, line));
    if (!of.isEmpty())
        return QStringLiteral("%1: %2").arg(languageName(toUtf8(name)), partWord(part, line));
    if (part == "subject")
        return EmailSide::tr("In the subject");
    if (part == "preheader")
        return EmailSide::tr("In the preheader");
    if (part.rfind('/', 0) == 0)
        return EmailSide::tr("Show the block");
    return part == "text" ? EmailSide::tr("Plain text, line %1").arg(line) : EmailSide::tr("Line %1").arg(line);
}

} // namespace

EmailSide::EmailSide(QWidget *parent) : QFrame(parent) {
    setRole(this, "paneRight");
    setFixedWidth(Theme::instance().pixels(kWide));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage - 1, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kSmall);
    auto *inbox = new QFrame(inside);
    setRole(inbox, "field");
    auto *inboxColumn = new QVBoxLayout(inbox);
    inboxColumn->setContentsMargins(12, 10, 12, 10);
    inboxColumn->setSpacing(3);
    auto *head = makeRow(6);
    head->addWidget(makeIcon("mail-open", Tone::Neutral, 14, inbox));
    head->addWidget(makeLabel(tr("In the inbox"), "tertiary", inbox), 1);
    inboxColumn->addLayout(head);
    m_to = makeLabel({}, "secondary", inbox);
    m_to->setObjectName(QStringLiteral("inboxTo"));
    m_subject = makeLabel({}, "strong", inbox);
    m_subject->setObjectName(QStringLiteral("inboxSubject"));
    m_preheader = makeLabel({}, "secondary", inbox);
    for (QLabel *line : {m_to, m_subject, m_preheader}) {
        line->setWordWrap(true);
        inboxColumn->addWidget(line);
    }
    layout->addWidget(inbox);
    m_fieldsBox = new QWidget(inside);
    auto *box = new QVBoxLayout(m_fieldsBox);
    box->setContentsMargins(0, space::kSmall, 0, 0);
    box->setSpacing(space::kTiny);
    m_fieldsTitle = makeLabel(tr("Fields it reads"), "strong", m_fieldsBox);
    box->addWidget(m_fieldsTitle);
    m_fields = makeColumn(2);
    box->addLayout(m_fields);
    box->addSpacing(space::kTiny);
    box->addWidget(makeLabel(tr("Where a value is missing"), "secondary", m_fieldsBox));
    m_missing = makeButton(QStringLiteral("templateMissing"), {}, "field", nullptr, m_fieldsBox);
    connect(m_missing, &QPushButton::clicked, this, [this] {
        QList<PickerItem> items;
        for (const MissingField one : {MissingField::UseEmpty, MissingField::SkipPerson, MissingField::Stop})
            items.append({QString::number(int(one)), missingWord(one), {}, {}});
        Picker::pickOne(m_missing, items, QString::number(int(m_chosen)),
                        [this](const QStringList &ids) { Q_EMIT missingChosen(static_cast<MissingField>(ids.first().toInt())); });
    });
    box->addWidget(m_missing);
    layout->addWidget(m_fieldsBox);
    layout->addSpacing(space::kSmall);
    layout->addWidget(makeLabel(tr("To look at"), "strong", inside));
    m_findings = makeColumn(space::kSmall);
    layout->addLayout(m_findings);
    layout->addStretch(1);
    m_inside = inside;
    outer->addWidget(makeScroll(QStringLiteral("emailSideScroll"), inside, this));
    m_fieldsBox->hide();
}

void EmailSide::setInTab(bool inTab) {
    setMinimumWidth(inTab ? 0 : Theme::instance().pixels(kWide));
    setMaximumWidth(inTab ? QWIDGETSIZE_MAX : Theme::instance().pixels(kWide));
    m_inside->setMaximumWidth(inTab ? Theme::instance().pixels(kWidest) : QWIDGETSIZE_MAX); // a name and what is said of it stay together
}

void EmailSide::showInbox(const service::EmailPreview &preview) {
    m_to->setText(preview.to.empty() ? tr("to somebody without an address") : tr("to %1").arg(toQString(preview.to).left(200)));
    showAsInbox(m_subject, toQString(preview.subject));
    showAsInbox(m_preheader, toQString(preview.preheader));
    m_preheader->setVisible(!preview.preheader.empty());
}

void EmailSide::addUse(const FieldUse &use) {
    const QString field = toQString(use.field);
    auto *row = makeRow(6);
    auto *name = makeLabel(plainName(use.field).left(40), "small", this);
    row->addWidget(name, 1);
    const bool isOpen = use.missing > 0 && !use.hasFallback;
    const QString words = !use.isKnown                        ? use.hasFallback ? tr("not in your data, covered") : tr("no such column")
                          : use.missing == 0                  ? tr("everybody has it")
                          : use.hasFallback                   ? tr("%Ln lack it, covered", nullptr, int(use.missing))
                                                              : tr("%Ln lack it", nullptr, int(use.missing));
    auto *note = makeLabel(words, "secondary", this);
    note->setObjectName(QStringLiteral("fieldUse_") + field);
    if ((!use.isKnown && !use.hasFallback) || isOpen)
        ui::setProperty(note, "ink", use.isKnown ? QStringLiteral("warning") : QStringLiteral("bad"));
    row->addWidget(note);
    m_fields->addLayout(row);
    if (!isOpen)
        return;
    // What stands there instead, typed and put into the email at once.
    auto *fix = makeRow(6);
    auto *edit = new QLineEdit(this);
    edit->setObjectName(QStringLiteral("fallback_") + field);
    edit->setAccessibleName(tr("Words for those who lack %1").arg(plainName(use.field)));
    edit->setPlaceholderText(tr("Instead, e.g. \"there\""));
    auto *put = makeButton(QStringLiteral("fallbackPut_") + field, tr("Put in"), "", nullptr, this);
    const auto act = [this, edit, field] {
        if (!edit->text().trimmed().isEmpty())
            Q_EMIT fallbackWanted(field, edit->text().trimmed());
    };
    connect(put, &QPushButton::clicked, this, act);
    connect(edit, &QLineEdit::returnPressed, this, act);
    fix->addWidget(edit, 1);
    fix->addWidget(put);
    m_fields->addLayout(fix);
}

void EmailSide::showFields(const std::vector<FieldUse> &uses, MissingField missing, std::int64_t people) {
    m_chosen = missing;
    m_missing->setText(missingWord(missing));
    m_missing->setAccessibleName(tr("Where a value is missing: %1").arg(missingWord(missing)));
    m_fieldsTitle->setToolTip(tr("Of %1 people").arg(formatNumber(people)));
    // Somebody types here: their line stays.
    for (const auto *edit : m_fieldsBox->findChildren<QLineEdit *>())
        if (edit->hasFocus() && !edit->text().isEmpty())
            return;
    clearLayout(m_fields);
    for (const FieldUse &use : uses)
        addUse(use);
    m_fieldsBox->setVisible(!uses.empty());
}

void EmailSide::showFindings(const std::vector<FindingView> &findings) {
    clearLayout(m_findings);
    for (const FindingView &finding : findings) {
        auto *row = makeRow();
        row->addWidget(makeIcon(finding.isError ? "circle-alert" : "triangle-alert", finding.isError ? Tone::Bad : Tone::Warning, 16, this), 0, Qt::AlignTop);
        auto *words = makeColumn(0);
        auto *text = makeLabel(sentence(finding.id, finding.args), "small", this);
        text->setObjectName(QStringLiteral("finding_") + toQString(finding.id));
        text->setWordWrap(true);
        words->addWidget(text);
        if (canBeShown(finding)) {
            auto *place = makeButton(QStringLiteral("findingPlace"), partWord(finding.path, finding.line), "word", nullptr, this);
            connect(place, &QPushButton::clicked, this, [this, part = toQString(finding.path), line = finding.line, column = finding.column] {
                Q_EMIT placeWanted(part, line, column);
            });
            words->addWidget(place, 0, Qt::AlignLeft);
        }
        row->addLayout(words);
        static_cast<QHBoxLayout *>(row)->setStretchFactor(words, 1);
        m_findings->addLayout(row);
    }
    if (findings.empty())
        m_findings->addWidget(makeLabel(tr("Nothing. Every check passed."), "secondary", this));
}

} // namespace audience::ui
