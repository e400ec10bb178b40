#include "ui/segments/spread_view.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_edit.h"
#include "ui/segments/rule_words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace audience::ui {

using model::TestOp;

namespace {

bool numberOf(const Json &value, double &number) {
    bool fine = value.is_number();
    if (fine)
        number = value.get<double>();
    else if (value.is_string())
        number = toQString(value.get<std::string>()).toDouble(&fine);
    return fine;
}

} // namespace

SpreadView::SpreadView(QWidget *parent) : QWidget(parent) {
    setAccessibleName(tr("How the numbers are spread"));
    setFixedSize(72, 24);
    hide();
}

bool SpreadView::canDrag() const {
    switch (model::operandOf(m_test.op)) {
    case model::Operand::One:
    case model::Operand::Two: return true;
    case model::Operand::List:
    case model::Operand::Window:
    case model::Operand::None: break;
    }
    return false;
}

double SpreadView::xOf(double number) const {
    const double whole = m_spread.step * double(m_spread.counts.size());
    return whole > 0 ? std::clamp((number - m_spread.low) / whole, 0.0, 1.0) * width() : 0;
}

// Rounded to what one point of the picture can say, and no finer.
void SpreadView::moveTo(double x) {
    const double whole = m_spread.step * double(m_spread.counts.size());
    const double step = std::max(ValueEdit::stepOf(whole * 100 / width()), m_spread.isWhole ? 1.0 : 0.01);
    const double number = std::round((m_spread.low + std::clamp(x / width(), 0.0, 1.0) * whole) / step) * step;
    const int decimals = step >= 1 ? 0 : int(std::ceil(-std::log10(step) - 1e-9));
    Q_EMIT moved(m_dragged, QString::number(number, 'f', decimals));
}

void SpreadView::letGo() {
    if (std::exchange(m_dragged, -1) < 0)
        return;
    update();
    Q_EMIT released();
}

void SpreadView::mousePressEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton || !canDrag())
        return QWidget::mousePressEvent(event);
    const double x = event->position().x();
    double low = 0, high = 0;
    m_dragged = m_test.values.size() > 1 && numberOf(m_test.values[0], low) && numberOf(m_test.values[1], high) &&
                std::abs(xOf(high) - x) <= std::abs(xOf(low) - x);
    m_before = std::size_t(m_dragged) < m_test.values.size() ? valueText(m_test.values[std::size_t(m_dragged)]) : QString();
    setFocus(Qt::MouseFocusReason); // for Escape
    Q_EMIT held();
    moveTo(x);
}

void SpreadView::mouseMoveEvent(QMouseEvent *event) {
    if (m_dragged >= 0)
        moveTo(event->position().x());
}

void SpreadView::mouseReleaseEvent(QMouseEvent *) {
    letGo();
}

void SpreadView::keyPressEvent(QKeyEvent *event) {
    if (m_dragged < 0 || event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    Q_EMIT moved(m_dragged, m_before);
    letGo();
}

void SpreadView::enterEvent(QEnterEvent *event) {
    QWidget::enterEvent(event);
    update();
}

void SpreadView::leaveEvent(QEvent *event) {
    QWidget::leaveEvent(event);
    update();
}

// Whose row is made anew goes out of the hand while the row is still there to hear of it.
void SpreadView::hideEvent(QHideEvent *event) {
    QWidget::hideEvent(event);
    letGo();
}

void SpreadView::setSpread(const service::Spread &spread) {
    m_spread = spread;
    setVisible(spread.counts.size() > 1);
    update();
}

void SpreadView::setTest(const model::FieldTest &test) {
    m_test = test;
    setCursor(canDrag() ? Qt::SizeHorCursor : Qt::ArrowCursor);
    setToolTip(canDrag() ? tr("Drag the limit over the bars") : QString());
    update();
}

bool SpreadView::passes(const model::FieldTest &test, double value) {
    std::vector<double> values;
    for (const Json &one : test.values)
        if (double number = 0; numberOf(one, number))
            values.push_back(number);
    if (test.op == TestOp::IsNotEmpty)
        return true;
    if (values.empty())
        return false;
    switch (test.op) {
    case TestOp::Greater: return value > values[0];
    case TestOp::GreaterOrEqual: return value >= values[0];
    case TestOp::Less: return value < values[0];
    case TestOp::LessOrEqual: return value <= values[0];
    case TestOp::Equal: return value == values[0];
    case TestOp::NotEqual: return value != values[0];
    case TestOp::Between: return values.size() > 1 && value >= values[0] && value <= values[1];
    case TestOp::NotBetween: return values.size() > 1 && (value < values[0] || value > values[1]);
    default: return std::find(values.begin(), values.end(), value) != values.end();
    }
}

void SpreadView::paintEvent(QPaintEvent *) {
    if (m_spread.counts.empty())
        return;
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    const double most = double(std::max<std::int64_t>(1, *std::max_element(m_spread.counts.begin(), m_spread.counts.end())));
    const int bars = int(m_spread.counts.size());
    const double wide = double(width()) / bars;
    for (int i = 0; i < bars; ++i) {
        const double count = double(m_spread.counts[std::size_t(i)]);
        if (count <= 0)
            continue;
        const double high = std::max(1.5, count / most * (height() - 2));
        const double low = m_spread.low + i * m_spread.step;
        double wanted = 0;
        const bool isIn = m_test.op == TestOp::Equal
                              ? !m_test.values.empty() && numberOf(m_test.values.front(), wanted) && wanted >= low && wanted < low + m_spread.step
                              : passes(m_test, low + m_spread.step / 2);
        painter.setBrush(isIn ? tokens().accent : tokens().strongBorder);
        painter.drawRect(QRectF(i * wide, height() - high, std::max(1.0, wide - 1), high));
    }
    if (!canDrag() || (m_dragged < 0 && !underMouse()))
        return;
    // What the hand takes: the limit, with a knob at its top.
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, m_test.values.size()); ++i) {
        double number = 0;
        if (!numberOf(m_test.values[i], number))
            continue;
        const double x = std::clamp(xOf(number), 3.0, width() - 3.0);
        painter.setBrush(tokens().accent);
        painter.setPen(Qt::NoPen);
        painter.drawRect(QRectF(x - 0.75, 4, 1.5, height() - 4));
        painter.setPen(QPen(tokens().surface, 1));
        painter.drawEllipse(QPointF(x, 4), 3.5, 3.5);
    }
}

} // namespace audience::ui
