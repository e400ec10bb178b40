// How large the email is, beside the mark where Gmail cuts; a click lists its sections with the bytes each takes. Main thread.
#pragma once

#include <QList>
#include <QPushButton>

namespace audience::ui {

class SizeMeter final : public QPushButton {
    Q_OBJECT
public:
    explicit SizeMeter(QWidget *parent = nullptr);
    void setSize(std::size_t bytes);
    struct Section {
        QString id, title;
        std::size_t bytes = 0;
    };
    void setSections(const QList<Section> &sections); // empty: nothing to list
    QSize sizeHint() const override;

Q_SIGNALS:
    void sectionChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString words() const;
    void list();
    std::size_t m_bytes = 0;
    QList<Section> m_sections;
};

} // namespace audience::ui
