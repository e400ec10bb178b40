// Where a new workspace is to be kept, asked in place: a name, and a folder that is there already. Main thread.
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {
class ElidedLabel;
}

namespace audience::gui {

class NewWorkspaceCard final : public QFrame {
    Q_OBJECT
public:
    explicit NewWorkspaceCard(QWidget *parent = nullptr);
    // `name` is proposed, with a number where a file has it already.
    void begin(const QString &title, const QString &words, const QString &button, const QString &name);

Q_SIGNALS:
    void wanted(const QString &path); // of a file that is not there yet
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void submit();
    void showFolder();
    void complain(const QString &words);
    QString m_folder;
    QLabel *m_title, *m_words, *m_complaint;
    QLineEdit *m_name;
    ui::ElidedLabel *m_place;
    QPushButton *m_make;
};

// A file of this name among the person's documents that is not there yet.
QString freeWorkspaceFile(const QString &folder, const QString &name);
QString documentsFolder(); // made where it is not there

} // namespace audience::gui
