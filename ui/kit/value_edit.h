// A value typed into a sentence or a panel, as wide as what stands in it. A number can also be dragged sideways, and
// moved by the arrow keys: 1, with Page Up and Page Down 10, with Shift ten times that. Says when a hand takes it
// and lets it go; what it has become is in its text all the time. Main thread.
#pragma once

#include <QLineEdit>
#include <QTimer>

#include <limits>

namespace audience::ui {

class ValueEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit ValueEdit(const QString &text, QWidget *parent = nullptr);
    ~ValueEdit() override { letGo(); }
    // It is a number, and no smaller than this, nor larger.
    void setNumber(double least = std::numeric_limits<double>::lowest(), double most = std::numeric_limits<double>::max());
    // What dragging and the keys begin from while nothing stands in it.
    void setStart(const QString &number) { m_start = number; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // The step that suits a number of this size: a hundredth of it as 1, 2 or 5 and zeros.
    static double stepOf(double number);

Q_SIGNALS:
    void held();
    void released();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool readNumber(double *number, int *decimals) const;
    void put(double number, int decimals);
    void letGo();
    void setTyping(bool isTyping);

    // Once somebody types in it, the mouse is for its text.
    bool m_isNumber = false, m_isTyping = false, m_isPressed = false, m_isDragged = false, m_isHeld = false;
    double m_least = 0, m_most = 0, m_from = 0;
    int m_decimals = 0, m_pressedAt = 0;
    QString m_before, m_start;
    QTimer m_keys; // until the keys rest
};

} // namespace audience::ui
