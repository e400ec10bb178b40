#include "service/person_words.h"

#include "service/name_words.h"

#include <algorithm>
#include <array>

namespace audience::service {

namespace {

using Word = std::string_view;

// English, German, French, Spanish, Italian, Dutch, Portuguese, Polish; letters with marks also without them.
constexpr auto kFirstNames = std::to_array<Word>(
    {"first_name", "firstname", "given_name", "forename", "fname", "customer_first_name", "billing_first_name", "vorname", "rufname", "prénom", "prenom", "primer_nombre",
     "nombre_de_pila", "voornaam", "roepnaam", "primeiro_nome", "imię", "imie", "nombre", "nome"});
constexpr auto kLastNames = std::to_array<Word>(
    {"last_name", "lastname", "family_name", "surname", "lname", "customer_last_name", "billing_last_name", "nachname", "familienname", "zuname", "nom_de_famille", "apellidos",
     "apellido", "cognome", "achternaam", "familienaam", "sobrenome", "apelido", "nazwisko", "nom"});
constexpr auto kFullNames = std::to_array<Word>(
    {"full_name", "fullname", "name", "customer_name", "display_name", "kundenname", "vollständiger_name", "vollstaendiger_name", "nom_complet", "nombre_completo",
     "nombre_y_apellidos", "nome_completo", "nome_e_cognome", "volledige_naam", "naam", "imię_i_nazwisko", "imie_i_nazwisko"});
constexpr auto kEmails = std::to_array<Word>(
    {"email", "e_mail", "email_address", "customer_email", "mail", "e_mail_address", "e_mail_adresse", "email_adresse", "emailadresse", "mailadresse", "email_billing",
     "billing_email", "kunden_email", "user_email", "courriel", "adresse_email", "adresse_e_mail", "adresse_mail", "adresse_électronique", "adresse_electronique",
     "correo_electrónico", "correo_electronico", "correo", "indirizzo_email", "indirizzo_e_mail", "posta_elettronica", "emailadres", "e_mailadres", "e_mail_adres",
     "endereço_de_email", "endereco_de_email", "endereço_de_e_mail", "correio_eletrónico", "correio_eletronico", "adres_email", "adres_e_mail"});
constexpr auto kPhones = std::to_array<Word>(
    {"phone", "phone_number", "telephone", "mobile", "mobile_phone", "mobile_number", "cell_phone", "cell", "telefon", "telefonnummer", "handy", "handynummer", "mobil",
     "mobiltelefon", "mobilnummer", "rufnummer", "téléphone", "portable", "téléphone_portable", "teléfono", "telefono", "móvil", "movil", "teléfono_móvil", "cellulare",
     "numero_di_telefono", "telefoon", "telefoonnummer", "mobiel", "telefone", "telemóvel", "telemovel", "celular", "numer_telefonu", "telefon_komórkowy", "komórka"});
constexpr auto kCountries = std::to_array<Word>(
    {"country", "country_code", "nation", "land", "länderkennzeichen", "laenderkennzeichen", "ländercode", "laendercode", "staat", "pays", "code_pays", "país", "pais", "paese",
     "nazione", "landcode", "kraj", "kod_kraju"});
constexpr auto kCities = std::to_array<Word>(
    {"city", "town", "ort", "stadt", "wohnort", "ville", "commune", "ciudad", "población", "poblacion", "localidad", "città", "citta", "comune", "plaats", "woonplaats", "stad",
     "cidade", "localidade", "miasto", "miejscowość", "miejscowosc"});
constexpr auto kBirthdays = std::to_array<Word>(
    {"birthday", "birth_date", "birthdate", "date_of_birth", "dob", "geburtstag", "geburtsdatum", "geboren_am", "date_de_naissance", "naissance", "fecha_de_nacimiento",
     "fecha_nacimiento", "cumpleaños", "data_di_nascita", "compleanno", "geboortedatum", "verjaardag", "data_de_nascimento", "nascimento", "aniversário", "aniversario",
     "data_urodzenia", "urodziny"});

constexpr auto kLanguages = std::to_array<Word>(
    {"locale", "language", "preferred_language", "language_code", "preferred_locale", "customer_locale", "email_language", "lang", "sprache", "bevorzugte_sprache",
     "sprachcode", "langue", "langue_préférée", "langue_preferee", "idioma", "idioma_preferido", "lingua", "lingua_preferita", "taal", "voorkeurstaal", "língua", "język", "jezyk"});

// The language is none: every table of anything may have one.
constexpr PersonField kAll[] = {PersonField::FirstName, PersonField::LastName, PersonField::FullName, PersonField::Email,
                                PersonField::Phone,     PersonField::Country,  PersonField::City,     PersonField::Birthday};

} // namespace

std::span<const std::string_view> wordsFor(PersonField field) {
    switch (field) {
    case PersonField::FirstName: return kFirstNames;
    case PersonField::LastName: return kLastNames;
    case PersonField::FullName: return kFullNames;
    case PersonField::Email: return kEmails;
    case PersonField::Phone: return kPhones;
    case PersonField::Country: return kCountries;
    case PersonField::City: return kCities;
    case PersonField::Language: return kLanguages;
    case PersonField::Birthday: break;
    }
    return kBirthdays;
}

int personScore(std::string_view column, PersonField field) {
    return wholeNameScore(column, wordsFor(field));
}

bool isAboutPerson(std::string_view column) {
    return std::any_of(std::begin(kAll), std::end(kAll), [&](PersonField field) { return personScore(column, field) > 0; });
}

std::string personColumn(const std::vector<engine::Field> &fields, PersonField field) {
    std::string found;
    int most = 0;
    for (const engine::Field &one : fields)
        if (const int score = personScore(one.name, field); score > most) {
            most = score;
            found = one.name;
        }
    return found;
}

std::vector<std::string> nameColumns(const std::vector<engine::Field> &fields) {
    const std::string first = personColumn(fields, PersonField::FirstName), last = personColumn(fields, PersonField::LastName);
    std::string whole = personColumn(fields, PersonField::FullName);
    // Beside a first name a column that is only called "Name" holds the last one.
    const std::string plain = plainWords(whole);
    const bool isLast = !first.empty() && last.empty() && (plain == "name" || plain == "naam");
    if (!whole.empty() && !isLast)
        return {std::move(whole)};
    std::vector<std::string> columns;
    for (const std::string &one : {first, isLast ? whole : last})
        if (!one.empty())
            columns.push_back(one);
    return columns;
}

} // namespace audience::service
