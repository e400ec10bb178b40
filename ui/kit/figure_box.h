// A figure under its name: "To go" over "380", with what it is compared against in small words. It opens the
// people behind it where a page says so: by click, Enter or Space.
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

class FigureBox final : public QWidget {
    Q_OBJECT
public:
    enum class Size { Small, Medium, Large };
    FigureBox(const QString &objectName, const QString &name, Size size, QWidget *parent = nullptr);
    void setFigure(const QString &figure, const QString &beside = {}, Tone tone = Tone::Neutral);
    void setName(const QString &name) { m_name->setText(name); }
    QString figure() const { return m_figure->text(); }
    void setOpens(bool opens);

Q_SIGNALS:
    void opened();

protected:
    bool event(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showInk();
    bool m_opens = false;
    Tone m_tone = Tone::Neutral;
    QLabel *m_name, *m_figure, *m_beside;
};

} // namespace audience::ui
