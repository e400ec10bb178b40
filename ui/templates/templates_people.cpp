// As whom the email is previewed.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/picker.h"
#include "ui/templates/studio/contact_sheet.h"
#include "ui/templates/templates_page.h"

namespace audience::ui {

using service::TemplateService;

static constexpr int kPeopleOffered = 200;

void TemplatesPage::pickPerson(QWidget *anchor) {
    findPeople({}, [this, anchor](const QList<PickerItem> &items) {
        auto *picker = Picker::pickOne(anchor, items, toQString(m_person), [this](const QStringList &ids) {
            m_person = toUtf8(ids.first());
            look();
        });
        picker->searchWith([this](const QString &words, const Picker::Found &found) { findPeople(words, found); }, tr("Name, email or key"));
    });
}

// Among all of them, however many; the list holds the first that are found.
void TemplatesPage::findPeople(const QString &words, const std::function<void(const QList<PickerItem> &)> &found) {
    m_found.request(
        [session = m_session, words = toUtf8(words), email = m_email](CancelToken cancel) -> Result<FoundPeople> {
            FoundPeople answer;
            if (words.empty()) // before anything is typed: those it may look wrong for
                if (auto edges = service::edgePeople(*session, email, cancel))
                    answer.edges = *std::move(edges);
            TRY_ASSIGN(answer.people, TemplateService(*session).findPeople(words, kPeopleOffered, cancel));
            return answer;
        },
        [this, found](Result<FoundPeople> answer) {
            if (!answer)
                return say(answer.error());
            QList<PickerItem> items = edgeItems(answer->edges);
            const QString heading = items.isEmpty() ? QString() : tr("Everybody");
            for (const auto &[key, line] : answer->people)
                items.append({toQString(key), toQString(line).left(120), {}, {}, heading});
            found(items);
        });
}

void TemplatesPage::step(int by) {
    inBackground(this, [session = m_session, person = m_person, by] { return TemplateService(*session).neighbour(person, by); },
                 [this](Result<std::string> person) {
                     if (!person)
                         return say(person.error());
                     m_person = *person;
                     look();
                 });
}

} // namespace audience::ui
