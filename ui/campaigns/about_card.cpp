#include "ui/campaigns/about_card.h"

#include "base/decimal.h"
#include "qbase/convert.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>
#include <optional>

namespace audience::ui {

namespace {

constexpr int kLabel = 104, kLongestTag = 60, kNotesHeight = 72, kLongestNotes = 20'000;
enum Part { Tags = 31, Budget, Notes };

} // namespace

// Points and commas mean thousands in one language and cents in another. Thousands stand before exactly three digits;
// one or two behind the last mark are cents. What could be either is nothing, never a hundred times as much.
std::optional<std::string> amountOf(const QString &typed) {
    static const QRegularExpression grouped(QStringLiteral("^(?:\\d*|\\d{1,3}([ '\u2019.,])\\d{3}(?:\\1\\d{3})*)$"));
    const QString point = interfaceLocale().decimalPoint();
    QString text = typed.simplified();
    if (point != QLatin1String(",")) // some languages have one of their own
        text.replace(point, QLatin1String("."));
    qsizetype at = std::max(text.lastIndexOf(QLatin1Char('.')), text.lastIndexOf(QLatin1Char(',')));
    if (at >= 0) {
        const QChar mark = text[at];
        const bool hasOther = text.contains(mark == QLatin1Char('.') ? QLatin1Char(',') : QLatin1Char('.'));
        const bool isCents = text.count(mark) == 1 && (hasOther || text.size() - at <= 3 || QString(mark) == point);
        at = isCents ? at : -1;
    }
    QString plain = at < 0 ? text : text.left(at);
    const QString cents = at < 0 ? QString() : text.mid(at + 1);
    if (!grouped.match(plain).hasMatch() || cents.size() > 2)
        return std::nullopt;
    plain.remove(QRegularExpression(QStringLiteral("\\D")));
    if (!cents.isEmpty())
        plain = (plain.isEmpty() ? QStringLiteral("0") : plain) + QLatin1Char('.') + cents;
    const auto amount = decimalFromText(toUtf8(plain));
    const auto whole = amount && amount->mantissa >= 0 ? rescaled(*amount, 2) : std::nullopt;
    return whole ? std::optional(toText(*whole)) : std::nullopt;
}

AboutCard::AboutCard(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("campaignAbout"));
    setProperty("role", QStringLiteral("card"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->addWidget(makeIcon("tag", Tone::Neutral, 16, this));
    head->addWidget(makeLabel(tr("Notes"), "strong", this));
    head->addWidget(new ElidedLabel(tr("Tags, a budget and words for your team; nothing of it is sent"), "secondary", this), 1);
    m_more = makeButton(QStringLiteral("aboutMore"), tr("More"), "quiet", "chevron-down", this);
    m_more->setCheckable(true);
    m_more->setAccessibleName(tr("More about notes"));
    head->addWidget(m_more);
    column->addLayout(head);
    m_rows = new QWidget(this);
    auto *form = m_rows;
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kSmall);
    const auto addRow = [&](const QString &name, QBoxLayout *inside) {
        auto *line = makeRow();
        auto *label = makeLabel(name, "secondary", form);
        label->setMinimumWidth(kLabel); // under the labels of the cards above
        label->setMinimumHeight(Theme::instance().controlHeight());
        line->addWidget(label, 0, Qt::AlignTop);
        line->addLayout(inside, 1);
        rows->addLayout(line);
    };
    auto *tagLine = makeColumn(space::kTiny);
    m_chips = new QWidget(form);
    new FlowLayout(m_chips, space::kTiny);
    m_tag = new QLineEdit(form);
    m_tag->setObjectName(QStringLiteral("aboutTag"));
    m_tag->setAccessibleName(tr("One more tag"));
    m_tag->setPlaceholderText(tr("spring, retention"));
    m_tag->setMaxLength(400);
    tagLine->addWidget(m_chips);
    tagLine->addWidget(m_tag);
    addRow(tr("Tags"), tagLine);
    auto *money = makeRow();
    m_budget = new QLineEdit(form);
    m_budget->setObjectName(QStringLiteral("aboutBudget"));
    m_budget->setAccessibleName(tr("What it may cost"));
    m_budget->setMaximumWidth(Theme::instance().pixels(140));
    m_budget->setPlaceholderText(interfaceLocale().toString(250.0, 'f', 2));
    m_currency = makeLabel({}, "secondary", form);
    m_fault = makeLabel(tr("That is no amount; write it like %1").arg(m_budget->placeholderText()), "bad", form);
    m_fault->setObjectName(QStringLiteral("aboutBudgetFault"));
    m_fault->hide();
    money->addWidget(m_budget);
    money->addWidget(m_currency);
    money->addWidget(m_fault);
    money->addStretch(1);
    addRow(tr("Budget"), money);
    m_notes = new QPlainTextEdit(form);
    m_notes->setObjectName(QStringLiteral("aboutNotes"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setTabChangesFocus(true);
    auto *field = new QFrame(form);
    field->setProperty("role", QStringLiteral("field"));
    field->setFixedHeight(Theme::instance().pixels(kNotesHeight));
    auto *within = new QVBoxLayout(field);
    within->setContentsMargins(6, 3, 3, 3);
    within->addWidget(m_notes);
    auto *notes = makeColumn(0);
    notes->addWidget(field);
    addRow(tr("Notes"), notes);
    column->addWidget(m_rows);
    connect(m_more, &QPushButton::toggled, this, &AboutCard::refresh);
    connect(m_tag, &QLineEdit::editingFinished, this, &AboutCard::addTags);
    connect(m_budget, &QLineEdit::textEdited, this, &AboutCard::readBudget);
    connect(m_notes, &QPlainTextEdit::textChanged, this, [this] {
        model::Campaign campaign = m_campaign;
        campaign.notes = toUtf8(m_notes->toPlainText().left(kLongestNotes));
        put(campaign, tr("Notes"), Notes);
    });
}

void AboutCard::put(const model::Campaign &campaign, const QString &what, int part) {
    if (campaign == m_campaign)
        return;
    m_campaign = campaign;
    Q_EMIT changed(campaign, what, part);
}

void AboutCard::show(const model::Campaign &campaign, const QString &currency) {
    m_campaign = campaign;
    m_currency->setText(currency);
    const auto amount = amountOf(m_budget->text());
    if (amount.value_or(std::string()) != campaign.budget) {
        const auto value = decimalFromText(campaign.budget);
        m_budget->setText(value ? interfaceLocale().toString(toDouble(*value), 'f', 2) : toQString(campaign.budget));
        m_fault->hide();
    }
    if (toUtf8(m_notes->toPlainText()) != campaign.notes) {
        const QSignalBlocker quiet(m_notes);
        m_notes->setPlainText(toQString(campaign.notes));
    }
    showTags();
    refresh();
}

void AboutCard::refresh() {
    const bool isUsed = !m_campaign.notes.empty() || !m_campaign.budget.empty() || !m_campaign.tags.empty() || m_rows->isAncestorOf(QApplication::focusWidget());
    m_rows->setVisible(isUsed || m_more->isChecked());
    m_more->setVisible(!isUsed || m_more->isChecked());
    m_more->setText(m_more->isChecked() ? tr("Less") : tr("More"));
    m_more->setIcon(icon(m_more->isChecked() ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"), tokens().secondary));
}

void AboutCard::showTags() {
    m_chips->setVisible(!m_campaign.tags.empty());
    if (m_shown == m_campaign.tags)
        return;
    m_shown = m_campaign.tags;
    clearLayout(m_chips->layout());
    for (const std::string &tag : m_shown) {
        auto *chip = makeButton(QStringLiteral("aboutTag_") + toQString(tag), toQString(tag), "chip", "x", m_chips);
        chip->setAccessibleName(tr("Tag %1, remove").arg(chip->text()));
        connect(chip, &QPushButton::clicked, this, [this, tag] {
            model::Campaign campaign = m_campaign;
            std::erase(campaign.tags, tag);
            put(campaign, tr("Tags"), -1);
            showTags();
        });
        m_chips->layout()->addWidget(chip);
    }
}

// One or several, with commas between them.
void AboutCard::addTags() {
    model::Campaign campaign = m_campaign;
    for (const QString &part : m_tag->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const std::string tag = toUtf8(part.simplified().left(kLongestTag));
        if (!tag.empty() && std::find(campaign.tags.begin(), campaign.tags.end(), tag) == campaign.tags.end())
            campaign.tags.push_back(tag);
    }
    m_tag->clear();
    put(campaign, tr("Tags"), -1);
    showTags();
}

void AboutCard::readBudget(const QString &typed) {
    const bool isNothing = typed.simplified().isEmpty();
    const auto amount = amountOf(typed);
    m_fault->setVisible(!isNothing && !amount);
    if (!isNothing && !amount)
        return;
    model::Campaign campaign = m_campaign;
    campaign.budget = isNothing ? std::string() : *amount;
    put(campaign, tr("Budget"), Budget);
}

} // namespace audience::ui
