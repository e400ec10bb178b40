// A plane of one hue to pick a colour from, with a bar of hues below; both also by arrow keys. Main thread.
#pragma once

#include <QColor>
#include <QWidget>

namespace audience::ui {

class ColourPlane final : public QWidget {
    Q_OBJECT
public:
    explicit ColourPlane(QWidget *parent = nullptr);
    void setColour(const QColor &colour); // without the signal
    QColor colour() const { return QColor::fromHsvF(float(m_hue), float(m_depth), float(m_light)); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void picked(const QColor &colour);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect plane() const;
    QRect bar() const;
    void pick(const QPoint &point);
    double m_hue = 0, m_depth = 0, m_light = 0; // 0 to 1
    bool m_isOnBar = false;
};

} // namespace audience::ui
