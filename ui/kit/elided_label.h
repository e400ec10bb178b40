// A label of one line that gives way: what does not fit is cut with an ellipsis and stands in the tooltip.
#pragma once

#include <QLabel>

namespace audience::ui {

class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString &text, const char *role = "body", QWidget *parent = nullptr);
    void setElideMode(Qt::TextElideMode mode) { m_mode = mode; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString shown() const;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

// Shows a line as far as an inbox would, on several lines; a word without end may be broken anywhere, and
// what is cut stands in the tooltip.
void showAsInbox(QLabel *label, const QString &text);

} // namespace audience::ui
