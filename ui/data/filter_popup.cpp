#include "ui/data/filter_popup.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/filter_words.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDate>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>

namespace audience::ui {

using model::FieldTest;
using model::Operand;
using model::TestOp;

static constexpr int kMostValues = 200;

FilterPopup::FilterPopup(std::shared_ptr<service::Session> session, service::TableQuery others, const service::FieldView &field,
                         const std::optional<FieldTest> &now, Done done, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint), m_session(std::move(session)), m_others(std::move(others)), m_field(field), m_done(std::move(done)),
      m_look(this) {
    setObjectName(QStringLiteral("filterPopup"));
    setAccessibleName(tr("Filter %1").arg(plainName(field.name)));
    setProperty("role", QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(288);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    layout->setSpacing(space::kSmall);
    auto *title = makeLabel({}, "strong", this);
    title->setText(title->fontMetrics().elidedText(tr("Filter %1").arg(plainName(field.name)), Qt::ElideRight, 260));
    layout->addWidget(title);
    const auto edit = [this](const char *name, const QString &words) {
        auto *line = new QLineEdit(this);
        line->setObjectName(QLatin1String(name));
        line->setAccessibleName(words);
        line->setPlaceholderText(words);
        connect(line, &QLineEdit::returnPressed, this, &FilterPopup::apply);
        return line;
    };
    m_op = new QComboBox(this);
    m_op->setObjectName(QStringLiteral("filterOperator"));
    m_op->setAccessibleName(tr("How to compare"));
    layout->addWidget(m_op);
    auto *ends = makeRow();
    m_first = edit("filterFirst", tr("Value"));
    m_second = edit("filterSecond", tr("To"));
    ends->addWidget(m_first);
    ends->addWidget(m_second);
    layout->addLayout(ends);
    m_search = edit("filterSearch", tr("Find a value"));
    layout->addWidget(m_search);
    m_values = new QListWidget(this);
    m_values->setObjectName(QStringLiteral("filterValues"));
    m_values->setAccessibleName(tr("Values"));
    m_values->setUniformItemSizes(true);
    m_values->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_values->setTextElideMode(Qt::ElideRight);
    m_values->setFixedHeight(196);
    layout->addWidget(m_values);
    m_note = makeLabel({}, "secondary", this);
    m_note->setObjectName(QStringLiteral("filterNote"));
    m_note->setWordWrap(true);
    m_note->hide();
    layout->addWidget(m_note);
    auto *buttons = makeRow();
    auto *clear = makeButton(QStringLiteral("filterClear"), tr("Clear"), "quiet", nullptr, this);
    auto *take = makeButton(QStringLiteral("filterApply"), tr("Apply"), "", nullptr, this);
    buttons->addWidget(clear);
    buttons->addStretch(1);
    buttons->addWidget(take);
    layout->addLayout(buttons);
    connect(clear, &QPushButton::clicked, this, [this] {
        const Done then = m_done;
        close();
        then(std::nullopt);
    });
    connect(take, &QPushButton::clicked, this, &FilterPopup::apply);
    connect(m_op, &QComboBox::currentIndexChanged, this, &FilterPopup::follow);
    connect(m_search, &QLineEdit::textChanged, this, &FilterPopup::look);
    connect(m_values, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const QString value = item->data(Qt::UserRole).toString();
        m_checked.removeAll(value);
        if (item->checkState() == Qt::Checked)
            m_checked.append(value);
    });
    fillOperators(now);
    follow();
}

void FilterPopup::fillOperators(const std::optional<FieldTest> &now) {
    const QSignalBlocker quiet(m_op);
    for (const TestOp op : operatorsFor(m_field.type))
        m_op->addItem(operatorWord(op, m_field.type), int(op));
    if (!now)
        return;
    m_op->setCurrentIndex(qMax(0, m_op->findData(int(now->op))));
    const auto text = [](const Json &value) { return value.is_string() ? toQString(value.get<std::string>()) : toQString(dumpJson(value)); };
    if (now->op == TestOp::Within || now->op == TestOp::NotWithin)
        m_first->setText(QString::number(now->window.n));
    else if (model::operandOf(now->op) == Operand::List)
        for (const Json &value : now->values)
            m_checked << text(value);
    else
        for (std::size_t i = 0; i < now->values.size() && i < 2; ++i)
            (i == 0 ? m_first : m_second)->setText(text(now->values[i]));
}

TestOp FilterPopup::op() const {
    return static_cast<TestOp>(m_op->currentData().toInt());
}

void FilterPopup::follow() {
    const Operand operand = model::operandOf(op());
    m_first->setVisible(operand == Operand::One || operand == Operand::Two || operand == Operand::Window);
    m_second->setVisible(operand == Operand::Two);
    m_first->setPlaceholderText(operand == Operand::Two ? tr("From") : operand == Operand::Window ? tr("Days") : tr("Value"));
    m_search->setVisible(operand == Operand::List);
    m_values->setVisible(operand == Operand::List);
    m_note->hide();
    if (operand == Operand::List)
        look();
    adjustSize();
    (operand == Operand::List ? m_search : m_first->isVisibleTo(this) ? static_cast<QWidget *>(m_first) : m_op)->setFocus();
}

void FilterPopup::look() {
    m_look.request([session = m_session, others = m_others, field = m_field.name, words = toUtf8(m_search->text())](CancelToken cancel) -> Result<std::vector<service::Bucket>> {
        const service::TableService tables(*session);
        TRY_ASSIGN(const auto table, tables.prepare(others, cancel));
        return tables.values(table, field, words, kMostValues, cancel);
    }, [this](Result<std::vector<service::Bucket>> values) {
        if (!values)
            return refuse(sentence(values.error()));
        const QSignalBlocker quiet(m_values);
        m_values->clear();
        const auto add = [this](const QString &value, qint64 count) {
            auto *item = new QListWidgetItem(m_values);
            item->setData(Qt::UserRole, value);
            item->setText(count < 0 ? value.left(200).simplified() : QStringLiteral("%1  ·  %2").arg(value.left(200).simplified(), formatNumber(count)));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
            item->setCheckState(m_checked.contains(value) ? Qt::Checked : Qt::Unchecked);
        };
        QStringList listed;
        for (const auto &bucket : *values)
            listed << toQString(bucket.label);
        if (m_search->text().isEmpty())
            for (const QString &value : std::as_const(m_checked))
                if (!listed.contains(value))
                    add(value, -1);
        for (const auto &bucket : *values)
            add(toQString(bucket.label), bucket.count);
        m_note->setVisible(int(values->size()) == kMostValues);
        m_note->setText(tr("The %1 most frequent; type to find others.").arg(formatNumber(kMostValues)));
    });
}

void FilterPopup::refuse(const QString &words) {
    m_note->setText(words);
    m_note->show();
    adjustSize();
}

// A value as the rule wants it; nothing when the text is none.
std::optional<Json> FilterPopup::valueOf(const QString &text) const {
    if (text.isEmpty())
        return std::nullopt;
    if (m_field.type == "text")
        return Json(toUtf8(text));
    if (m_field.type == "date" || m_field.type == "instant") {
        const QString day = text.left(10);
        return QDate::fromString(day, Qt::ISODate).isValid() ? std::optional<Json>(toUtf8(text)) : std::nullopt;
    }
    bool isNumber = false;
    QString plain = text;
    plain.replace(QLatin1Char(','), QLatin1Char('.'));
    plain.toDouble(&isNumber);
    return isNumber ? std::optional<Json>(toUtf8(plain)) : std::nullopt;
}

void FilterPopup::apply() {
    FieldTest test;
    test.field = m_field.name;
    test.op = op();
    const Operand operand = model::operandOf(test.op);
    if (operand == Operand::Window) {
        bool isNumber = false;
        test.window = {model::Window::Kind::Last, m_first->text().toInt(&isNumber), model::TimeUnit::Days, {}, {}};
        if (!isNumber || test.window.n <= 0)
            return refuse(tr("Say how many days, such as 30."));
    } else if (operand == Operand::List) {
        for (const QString &value : std::as_const(m_checked))
            test.values.emplace_back(toUtf8(value));
        if (test.values.empty() && !m_search->text().isEmpty() && m_field.type == "text") {
            test.op = TestOp::Contains;
            test.values.emplace_back(toUtf8(m_search->text()));
        }
        if (test.values.empty())
            return refuse(tr("Tick at least one value."));
    } else if (operand != Operand::None) {
        const auto first = valueOf(m_first->text().trimmed()), second = valueOf(m_second->text().trimmed());
        const bool isTime = m_field.type == "date" || m_field.type == "instant";
        if (operand == Operand::Two && first.has_value() != second.has_value() && (m_first->text().trimmed().isEmpty() || m_second->text().trimmed().isEmpty())) {
            test.op = first ? TestOp::GreaterOrEqual : TestOp::LessOrEqual; // one end is open
            test.values = {first ? *first : *second};
        } else if (!first || (operand == Operand::Two && !second)) {
            return refuse(isTime ? tr("Write dates like 2026-11-21.") : m_field.isNumber ? tr("Write a number, such as 42 or 9.90.") : tr("Write what to look for."));
        } else {
            test.values = operand == Operand::Two ? std::vector<Json>{*first, *second} : std::vector<Json>{*first};
        }
    }
    test.ignoreCase = m_field.type == "text" && test.op != TestOp::In && test.op != TestOp::NotIn && operand == Operand::One;
    const Done then = m_done;
    close();
    then(test);
}

void FilterPopup::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return apply();
    QFrame::keyPressEvent(event);
}

void FilterPopup::showAt(const QPoint &global) {
    adjustSize();
    const QRect screen = parentWidget()->screen()->availableGeometry();
    move(qBound(screen.left(), global.x(), qMax(screen.left(), screen.right() - width())), qBound(screen.top(), global.y(), qMax(screen.top(), screen.bottom() - height())));
    show();
}

} // namespace audience::ui
