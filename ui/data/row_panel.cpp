#include "ui/data/row_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/breakable.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QPlainTextEdit>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <numeric>

namespace audience::ui {

static constexpr int kMostFields = 200, kLongestValue = 100'000, kLongestLabel = 300, kLongTextHeight = 120;

RowPanel::RowPanel(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)), m_read(this) {
    setObjectName(QStringLiteral("rowPanel"));
    setProperty("role", QStringLiteral("paneRight"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_inside = new QWidget(this);
    auto *layout = new QVBoxLayout(m_inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    outer->addWidget(makeScroll(QStringLiteral("rowScroll"), m_inside, this));
    auto *head = makeRow();
    m_title = makeLabel({}, "strong", m_inside);
    m_title->setObjectName(QStringLiteral("rowTitle"));
    auto *close = makeTool(QStringLiteral("rowClose"), tr("Close"), "x", m_inside);
    connect(close, &QToolButton::clicked, this, &RowPanel::closeWanted);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    layout->addLayout(head);
    m_note = makeLabel({}, "secondary", m_inside);
    m_note->setWordWrap(true);
    m_note->hide();
    layout->addWidget(m_note);
    m_fields = new QVBoxLayout;
    m_fields->setSpacing(space::kSmall);
    layout->addLayout(m_fields);
    layout->addStretch(1);
}

void RowPanel::showRow(const service::Table &table, int row) {
    if (!table || row < 0 || row >= table->rows())
        return;
    m_table = table;
    m_row = row;
    m_title->setText(tr("Row %1").arg(formatNumber(row + 1)));
    m_isReading = true;
    m_read.request([session = m_session, table, row](CancelToken cancel) -> Result<Shown> {
        Shown shown;
        const auto &dataset = table->dataset();
        std::vector<int> columns(qMin<std::size_t>(dataset.fields.size(), kMostFields));
        std::iota(columns.begin(), columns.end(), 0);
        TRY_ASSIGN(shown.page, service::TableService(*session).rows(table, row, 1, columns, kLongestValue, cancel));
        if (dataset.role != "profiles" || shown.page.rows.empty())
            return shown;
        std::string key, address;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (dataset.fields[i].name == dataset.keyField)
                key = shown.page.rows[0][i];
            if (dataset.fields[i].name == dataset.emailField)
                address = shown.page.rows[0][i];
        }
        TRY_ASSIGN(shown.history, service::historyOf(*session, key, address, 8, cancel));
        return shown;
    }, [this](Result<Shown> shown) {
        m_isReading = false;
        m_note->setVisible(!shown);
        if (!shown)
            return m_note->setText(sentence(shown.error()));
        fill(*shown);
    });
}

void RowPanel::addField(const QString &name, const QString &value) {
    auto *box = new QWidget(m_inside);
    auto *column = makeColumn(1);
    box->setLayout(column);
    auto *title = makeLabel(name.left(80), "secondary", box);
    column->addWidget(title);
    QWidget *text = nullptr;
    if (value.size() > kLongestLabel) {
        // A label would lay out all of it again and again.
        auto *area = new QPlainTextEdit(value, box);
        area->setReadOnly(true);
        area->setFixedHeight(kLongTextHeight);
        area->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        area->setTabChangesFocus(true);
        area->setAccessibleName(name.left(80));
        text = area;
    } else {
        auto *label = makeLabel(value.isEmpty() ? tr("empty") : breakable(value), value.isEmpty() ? "tertiary" : "body", box);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setFocusPolicy(Qt::NoFocus);
        label->setMinimumWidth(1);
        label->setMaximumWidth(width() - 2 * space::kPage);
        text = label;
    }
    title->setBuddy(text);
    column->addWidget(text);
    m_fields->addWidget(box);
}

// The day by the clock of the workspace.
static QDate whenOf(const std::string &at) {
    QDateTime moment = QDateTime::fromString(toQString(at).left(19), Qt::ISODate);
    moment.setTimeSpec(Qt::UTC);
    return moment.toTimeZone(workspaceZone()).date();
}

void RowPanel::fill(const Shown &shown) {
    clearLayout(m_fields);
    if (shown.page.rows.empty())
        return;
    const auto &dataset = m_table->dataset();
    for (std::size_t i = 0; i < shown.page.columns.size(); ++i) {
        const QString value = toQString(shown.page.rows[0][i]);
        const bool isTruth = dataset.fields[i].type == "bool" && !value.isEmpty();
        const bool isTime = dataset.fields[i].type == "instant" || dataset.fields[i].type == "date";
        addField(plainName(dataset.fields[i].name), isTruth ? (value == QLatin1String("true") ? tr("yes") : tr("no")) : isTime ? momentWords(value) : value);
    }
    if (dataset.fields.size() > std::size_t(kMostFields))
        m_fields->addWidget(makeLabel(tr("and %n more columns", nullptr, int(dataset.fields.size()) - kMostFields), "secondary", m_inside));
    const auto section = [this](const QString &title) { m_fields->addWidget(makeLabel(title, "strong", m_inside)); };
    const auto line = [this](const QString &what, const QString &when) {
        auto *row = new QWidget(m_inside);
        auto *layout = makeRow();
        row->setLayout(layout);
        auto *name = makeLabel(what.left(60).simplified(), "body", row);
        name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        layout->addWidget(name, 1);
        layout->addWidget(makeLabel(when, "secondary", row));
        m_fields->addWidget(row);
    };
    if (!shown.history.events.empty()) {
        section(tr("Lately"));
        for (const auto &event : shown.history.events)
            line(plainName(event.name), formatDate(whenOf(event.at)));
    }
    if (!shown.history.emails.empty()) {
        section(tr("Emails"));
        for (const auto &email : shown.history.emails)
            line(toQString(email.campaign), emailStateWord(email.outcome));
    }
}

} // namespace audience::ui
