// A figure under its name: "To go" over "380", with what it is compared against in small words.
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

private:
    QLabel *m_name, *m_figure, *m_beside;
};

} // namespace audience::ui
