#include "ui/kit/step_row.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"

#include <QTextDocument>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace audience::ui {

namespace {

constexpr int kPad = 12, kIcon = 16;

class StepCell final : public QAbstractButton {
public:
    explicit StepCell(bool isFirst, QWidget *parent) : QAbstractButton(parent), m_isFirst(isFirst) {
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    void setStep(const Step &step) {
        m_step = step;
        setAccessibleName(step.title);
        setAccessibleDescription(step.note);
        setToolTip(step.note);
        update();
    }
    QSize sizeHint() const override {
        const Theme &theme = Theme::instance();
        const int lines = QFontMetrics(theme.font(TypeRole::Strong)).height() + QFontMetrics(theme.font(TypeRole::Secondary)).height();
        return {160, lines + 20};
    }
    QSize minimumSizeHint() const override { return {90, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override {
        const Tokens &t = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || isDown()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.inset);
            painter.drawRoundedRect(rect().adjusted(2, 2, -2, -2), 6, 6);
        }
        const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
        if (!m_isFirst)
            painter.fillRect(mirrored(QRect(0, 0, 1, height())), t.border);
        const int side = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter);
        const QFont strong = Theme::instance().font(TypeRole::Strong), small = Theme::instance().font(TypeRole::Secondary);
        const int first = QFontMetrics(strong).height(), second = QFontMetrics(small).height();
        const int top = (height() - first - second - 2) / 2, wide = width() - 2 * kPad;
        painter.setFont(strong);
        painter.setPen(t.text);
        painter.drawText(mirrored(QRect(kPad, top, wide - kIcon - 8, first)), side,
                         painter.fontMetrics().elidedText(inOrder(m_step.title), Qt::ElideRight, wide - kIcon - 8));
        painter.setFont(small);
        painter.setPen(m_step.state == Step::State::Bad ? t.bad : m_step.state == Step::State::Warning ? t.warning : t.secondary);
        painter.drawText(mirrored(QRect(kPad, top + first + 2, wide, second)), side,
                         painter.fontMetrics().elidedText(inOrder(m_step.note.left(200).simplified()), Qt::ElideRight, wide));
        const auto [name, ink] = mark();
        ui::icon(QLatin1String(name), ink).paint(&painter, mirrored(QRect(width() - kPad - kIcon, top + (first - kIcon) / 2, kIcon, kIcon)));
    }
    void keyPressEvent(QKeyEvent *event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    std::pair<const char *, QColor> mark() const {
        switch (m_step.state) {
        case Step::State::Open: return {"circle", tokens().tertiary};
        case Step::State::Done: return {"check", tokens().good};
        case Step::State::Warning: return {"circle-alert", tokens().warning};
        case Step::State::Bad: return {"circle-x", tokens().bad};
        }
        return {"circle", tokens().tertiary};
    }
    Step m_step;
    bool m_isFirst;
};

} // namespace

StepRow::StepRow(const QString &objectName, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    setProperty("role", QStringLiteral("card"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_layout = new QHBoxLayout(this);
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
}

void StepRow::setSteps(const QList<Step> &steps) {
    m_steps = steps;
    while (m_cells.size() > steps.size())
        delete m_cells.takeLast();
    while (m_cells.size() < steps.size()) {
        const int at = int(m_cells.size());
        auto *cell = new StepCell(at == 0, this);
        connect(cell, &QAbstractButton::clicked, this, [this, at] { Q_EMIT opened(m_steps[at].id); });
        m_layout->addWidget(cell, 1);
        m_cells.append(cell);
    }
    for (int i = 0; i < steps.size(); ++i) {
        m_cells[i]->setObjectName(objectName() + QLatin1Char('_') + steps[i].id);
        static_cast<StepCell *>(m_cells[i])->setStep(steps[i]);
    }
}

} // namespace audience::ui
