#include "service/demo_shop.h"

#include "base/rng.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

namespace audience::service {

namespace {

struct Place {
    std::string_view country, language;
    std::array<std::string_view, 4> cities;
    std::array<std::string_view, 12> firstNames;
    std::array<std::string_view, 12> lastNames;
    int weight;
};

constexpr std::array<Place, 8> kPlaces{{
    {"DE", "de", {"Hamburg", "Berlin", "München", "Köln"},
     {"Lena", "Jonas", "Anna", "Lukas", "Marie", "Felix", "Sophie", "Paul", "Emma", "Leon", "Mia", "Karl"},
     {"Müller", "Schmidt", "Weber", "Fischer", "Wagner", "Becker", "Hoffmann", "Schäfer", "Koch", "Bauer", "Richter", "Klein"}, 34},
    {"AT", "de", {"Wien", "Graz", "Linz", "Salzburg"},
     {"Laura", "Maximilian", "Julia", "David", "Lisa", "Tobias", "Sarah", "Florian", "Nina", "Stefan", "Eva", "Georg"},
     {"Gruber", "Huber", "Bauer", "Wagner", "Pichler", "Steiner", "Moser", "Mayer", "Hofer", "Leitner", "Berger", "Fuchs"}, 12},
    {"CH", "de", {"Zürich", "Basel", "Bern", "Luzern"},
     {"Chiara", "Noah", "Lea", "Luca", "Elena", "Nico", "Alina", "Tim", "Sara", "Jan", "Vera", "Reto"},
     {"Meier", "Keller", "Frei", "Brunner", "Rossi", "Graf", "Baumann", "Roth", "Suter", "Kunz", "Wyss", "Moser"}, 9},
    {"FR", "fr", {"Paris", "Lyon", "Lille", "Nantes"},
     {"Léa", "Hugo", "Camille", "Louis", "Manon", "Jules", "Chloé", "Arthur", "Inès", "Omar", "Zoé", "Gabriel"},
     {"Martin", "Bernard", "Dubois", "Fontaine", "Moreau", "Laurent", "Girard", "Roux", "Garnier", "Lefèvre", "Haddad", "Faure"}, 13},
    {"SE", "sv", {"Stockholm", "Göteborg", "Malmö", "Uppsala"},
     {"Marta", "Erik", "Sofia", "Oskar", "Elsa", "Axel", "Maja", "Nils", "Ebba", "Hugo", "Astrid", "Liam"},
     {"Lindqvist", "Nilsson", "Andersson", "Karlsson", "Larsen", "Berg", "Lund", "Holm", "Sjöberg", "Åberg", "Ek", "Dahl"}, 8},
    {"GB", "en", {"London", "Leeds", "Bristol", "Glasgow"},
     {"Grace", "Oliver", "Amelia", "George", "Isla", "Harry", "Ava", "Jack", "Maya", "Ben", "Ruth", "Liam"},
     {"Smith", "Jones", "Taylor", "Brown", "Okafor", "Evans", "Walker", "Byrne", "Cohen", "Hughes", "Patel", "Clarke"}, 12},
    {"ES", "es", {"Madrid", "Valencia", "Bilbao", "Sevilla"},
     {"Lucía", "Tomás", "Carmen", "Pablo", "Elena", "Diego", "Marta", "Javier", "Nuria", "Iker", "Sara", "Hugo"},
     {"García", "Herrera", "Martín", "López", "Vidal", "Romero", "Navarro", "Ortega", "Castro", "Ibáñez", "Prieto", "Soler"}, 7},
    {"US", "en", {"New York", "Denver", "Seattle", "Boston"},
     {"Emily", "Jacob", "Olivia", "Ethan", "Hannah", "Mason", "Abigail", "Noah", "Aiko", "Daniel", "Leah", "Owen"},
     {"Johnson", "Williams", "Davis", "Miller", "Tanaka", "Wilson", "Moore", "Kim", "Lee", "Clark", "Lewis", "Young"}, 5},
}};

struct Category {
    std::string_view name;
    std::array<std::string_view, 6> things;
    int lowPrice, highPrice; // whole euros
    int popularity;
    std::array<int, 12> season; // per month, 10 = ordinary
};

constexpr std::array<Category, 8> kCategories{{
    {"Jackets", {"Fell jacket", "Rain shell", "Down jacket", "Wind breaker", "Parka", "Soft shell"}, 79, 289, 14, {12, 10, 9, 8, 7, 5, 5, 7, 12, 14, 16, 15}},
    {"Boots", {"Trail boot", "Winter boot", "Approach shoe", "Trail runner", "Sandal", "Snow boot"}, 69, 219, 12, {10, 9, 11, 12, 11, 9, 8, 9, 12, 12, 12, 11}},
    {"Packs", {"Day pack", "Trekking pack", "Bike pack", "Duffel", "Hip pack", "Child carrier"}, 39, 199, 10, {7, 8, 10, 12, 13, 14, 14, 12, 9, 8, 9, 12}},
    {"Tents", {"Two-person tent", "Family tent", "Tarp", "Bivouac", "Roof tent", "Beach shelter"}, 59, 489, 5, {4, 5, 9, 14, 18, 20, 18, 12, 6, 4, 4, 6}},
    {"Sleeping", {"Down bag", "Summer bag", "Sleeping mat", "Pillow", "Liner", "Hammock"}, 19, 259, 6, {5, 6, 9, 13, 16, 18, 17, 12, 7, 6, 6, 9}},
    {"Apparel", {"Merino shirt", "Wool cap", "Hiking trousers", "Fleece", "Base layer", "Gloves"}, 15, 129, 20, {12, 11, 10, 9, 9, 8, 8, 8, 10, 12, 14, 16}},
    {"Kitchen", {"Gas stove", "Cook set", "Water filter", "Bottle", "Mug", "Cooler"}, 9, 149, 8, {6, 7, 9, 11, 14, 16, 16, 13, 8, 7, 7, 10}},
    {"Climbing", {"Harness", "Rope", "Helmet", "Chalk bag", "Carabiner set", "Climbing shoe"}, 12, 199, 5, {8, 9, 11, 12, 13, 12, 11, 11, 11, 10, 8, 9}},
}};

struct Product {
    int category = 0;
    std::string name;
    std::int64_t cents = 0;
};

struct Person {
    int id = 0;
    CivilDate joined;
    double activity = 0;  // visits a year, drawn from a long tail
    double buying = 0;    // share of visits that end in a purchase
    int favourite = 0;    // category
    CivilDate leaves;     // no visit after this day
};

// Draws an index by integer weights.
template <class Weights> int weighted(Rng &rng, const Weights &weights) {
    int total = 0;
    for (const int weight : weights)
        total += weight;
    int at = static_cast<int>(rng.below(static_cast<std::uint64_t>(total)));
    int index = 0;
    for (const int weight : weights) {
        if (at < weight)
            return index;
        at -= weight;
        ++index;
    }
    return index - 1;
}

// A positive draw with a long tail (log-normal by the sum of twelve uniforms), median 1.
double longTail(Rng &rng, double spread) {
    double sum = -6;
    for (int i = 0; i < 12; ++i)
        sum += rng.real();
    return std::exp(sum * spread);
}

std::string plainAscii(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kPairs{{
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Å", "a"}, {"å", "a"}, {"é", "e"}, {"è", "e"}, {"ë", "e"},
        {"í", "i"}, {"á", "a"}, {"ó", "o"}, {"ñ", "n"}, {"ß", "ss"}, {"ï", "i"}, {" ", "-"}}};
    std::string out(name);
    for (const auto &[from, to] : kPairs)
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from))
            out.replace(at, from.size(), to);
    return toLowerAscii(out);
}

std::string money(std::int64_t cents) { return fmt::format("{}.{:02}", cents / 100, cents % 100); }

std::vector<Product> makeProducts(Rng &rng, DemoShop &shop) {
    static constexpr std::array<std::string_view, 10> kLines{"Nord", "Fjord", "Alp", "Tundra", "Ridge",
                                                             "Coast", "Birch", "Summit", "Creek", "Dune"};
    std::vector<Product> products;
    shop.productsCsv = "product_id,name,category,price,stock\n";
    for (std::size_t c = 0; c < kCategories.size(); ++c)
        for (const std::string_view thing : kCategories[c].things)
            for (const std::string_view line : kLines) {
                Product product;
                product.category = static_cast<int>(c);
                product.name = fmt::format("{} {}", line, thing);
                product.cents = rng.between(kCategories[c].lowPrice, kCategories[c].highPrice) * 100 - (rng.chance(0.7) ? 5 : 0);
                shop.productsCsv += fmt::format("P{:04},{},{},{},{}\n", products.size() + 1, product.name,
                                                kCategories[c].name, money(product.cents), rng.below(180));
                products.push_back(std::move(product));
            }
    return products;
}

std::vector<Person> makePeople(Rng &rng, const DemoShopOptions &options, DemoShop &shop) {
    std::array<int, kPlaces.size()> placeWeights{};
    std::array<int, kCategories.size()> categoryWeights{};
    for (std::size_t i = 0; i < kPlaces.size(); ++i)
        placeWeights[i] = kPlaces[i].weight;
    for (std::size_t i = 0; i < kCategories.size(); ++i)
        categoryWeights[i] = kCategories[i].popularity;
    std::vector<Person> people;
    people.reserve(static_cast<std::size_t>(options.people));
    shop.customersCsv = "customer_id,first_name,last_name,email,country,city,language,age,joined,tier,newsletter,offers,consent_at\n";
    for (int i = 0; i < options.people; ++i) {
        const Place &place = kPlaces[static_cast<std::size_t>(weighted(rng, placeWeights))];
        Person person;
        person.id = 10'001 + i;
        // More people joined lately than long ago, none in the last two days.
        const double recency = std::pow(rng.real(), 1.4);
        person.joined = {options.lastDay.days - 2 - static_cast<int>(recency * 1400)};
        person.activity = 5.5 * longTail(rng, 0.8);
        person.buying = std::min(0.6, 0.16 * longTail(rng, 0.6));
        person.favourite = weighted(rng, categoryWeights);
        // A third drifts away for good at some point after joining.
        person.leaves = {options.lastDay.days + 1};
        if (rng.chance(0.34))
            person.leaves = {person.joined.days + static_cast<int>(rng.real() * (options.lastDay.days - person.joined.days))};
        const std::string_view first = place.firstNames[rng.below(12)], last = place.lastNames[rng.below(12)];
        const std::string_view host = std::array<std::string_view, 3>{"example.com", "example.org", "example.net"}[rng.below(3)];
        std::string email = fmt::format("{}.{}{}@{}", plainAscii(first), plainAscii(last), person.id - 10'000, host);
        if (rng.chance(0.004))
            email.clear(); // bought in the store
        else if (rng.chance(0.0006))
            email = fmt::format("{}.{}(at){}", plainAscii(first), plainAscii(last), host);
        const std::string age = rng.chance(0.069) ? "" : std::to_string(std::clamp(static_cast<int>(18 + 60 * (rng.real() + rng.real()) / 2), 18, 84));
        const bool newsletter = rng.chance(0.61), offers = newsletter ? rng.chance(0.72) : rng.chance(0.18);
        const CivilDate agreed{person.joined.days + static_cast<int>(rng.below(30))};
        shop.customersCsv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", person.id, first, last, email, place.country,
                                         place.cities[rng.below(4)], place.language, age, toIso(person.joined),
                                         person.activity * person.buying > 2.6 ? "gold" : person.activity * person.buying > 1.0 ? "silver" : "basic",
                                         newsletter ? "yes" : "no", offers ? "yes" : "no",
                                         newsletter || offers ? toIso(std::min(agreed, CivilDate{options.lastDay.days - 1})) : "");
        people.push_back(person);
    }
    return people;
}

class EventWriter {
public:
    EventWriter(Rng &rng, const std::vector<Product> &products, std::string &out) : m_rng(rng), m_products(products), m_out(out) {
        m_out = "customer_id,event,happened_at,product_id,category,quantity,amount\n";
    }
    int count() const { return m_count; }

    // One visit: some products looked at, perhaps one put in the cart, perhaps bought.
    void visit(const Person &person, CivilDate day) {
        Instant at{day.days * kMicrosPerDay + visitSecond() * kMicrosPerSecond};
        const int looks = 1 + static_cast<int>(m_rng.below(4));
        int product = 0;
        for (int i = 0; i < looks; ++i) {
            product = pick(person, day);
            write(person, "view", at, product, 0, 0);
            at = at + std::chrono::seconds(20 + m_rng.below(240));
        }
        if (!m_rng.chance(std::min(0.9, person.buying * 1.9)))
            return;
        write(person, "add_to_cart", at, product, 1, 0);
        at = at + std::chrono::seconds(30 + m_rng.below(600));
        if (!m_rng.chance(0.62))
            return;
        const int quantity = m_rng.chance(0.14) ? 2 + static_cast<int>(m_rng.below(3)) : 1;
        const std::int64_t cents = m_products[static_cast<std::size_t>(product)].cents * quantity;
        write(person, "purchase", at, product, quantity, m_rng.chance(0.2) ? cents * 85 / 100 : cents);
    }

private:
    // Few visits at night, most at noon and in the evening.
    std::int64_t visitSecond() {
        static constexpr std::array<int, 24> kHours{2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 12, 14, 12, 10, 10, 11, 13, 15, 17, 17, 14, 9, 4};
        return weighted(m_rng, kHours) * 3600 + static_cast<std::int64_t>(m_rng.below(3600));
    }
    int pick(const Person &person, CivilDate day) {
        const std::size_t month = static_cast<std::size_t>(ymdFromCivil(day).month - 1);
        std::array<int, kCategories.size()> weights{};
        for (std::size_t i = 0; i < kCategories.size(); ++i)
            weights[i] = kCategories[i].popularity * kCategories[i].season[month] * (static_cast<int>(i) == person.favourite ? 5 : 1);
        constexpr int kPerCategory = 60;
        // The lower numbers of a category sell best.
        return weighted(m_rng, weights) * kPerCategory + static_cast<int>(kPerCategory * m_rng.real() * m_rng.real());
    }
    void write(const Person &person, std::string_view name, Instant at, int product, int quantity, std::int64_t cents) {
        fmt::format_to(std::back_inserter(m_out), "{},{},{},P{:04},{},{},{}\n", person.id, name, toIso(at), product + 1,
                       kCategories[static_cast<std::size_t>(m_products[static_cast<std::size_t>(product)].category)].name,
                       quantity == 0 ? "" : std::to_string(quantity), cents == 0 ? "" : money(cents));
        ++m_count;
    }

    Rng &m_rng;
    const std::vector<Product> &m_products;
    std::string &m_out;
    int m_count = 0;
};

void makeEvents(Rng &rng, const DemoShopOptions &options, const std::vector<Person> &people,
                const std::vector<Product> &products, DemoShop &shop) {
    constexpr int kDays = 730;
    shop.eventsCsv.reserve(static_cast<std::size_t>(options.events) * 64);
    EventWriter writer(rng, products, shop.eventsCsv);
    // Each day draws its visitors; the share of each person follows activity and time as a customer.
    std::vector<double> reach(people.size());
    double total = 0;
    for (std::size_t i = 0; i < people.size(); ++i)
        reach[i] = total += people[i].activity;
    const double perDay = static_cast<double>(options.events) / kDays;
    double owed = 0;
    for (int d = kDays - 1; d >= 0; --d) {
        const CivilDate day{options.lastDay.days - d};
        const int weekday = (day.days + 3) % 7; // 0 = Monday
        const int month = ymdFromCivil(day).month;
        const double season = month == 11 || month == 12 ? 1.35 : month == 1 || month == 2 ? 0.85 : 1.0;
        owed += perDay * season * (weekday >= 5 ? 1.2 : 0.92) * (0.78 + 0.38 * (kDays - d) / kDays);
        const int before = writer.count();
        for (int tries = 0; writer.count() - before < owed && tries < 100'000; ++tries) {
            const auto at = std::lower_bound(reach.begin(), reach.end(), rng.real() * total);
            const Person &person = people[static_cast<std::size_t>(std::distance(reach.begin(), at)) % people.size()];
            if (person.joined <= day && day <= person.leaves)
                writer.visit(person, day);
        }
        owed -= writer.count() - before;
    }
}

void makeCampaigns(Rng &rng, const DemoShopOptions &options, DemoShop &shop) {
    static constexpr std::array<std::string_view, 8> kNames{"Newsletter", "New arrivals", "Autumn sale", "Loyalty points",
                                                            "Win-back", "Birthday", "Review request", "Packing list"};
    shop.campaignsCsv = "campaign_id,name,sent_on,recipients,delivered,opened,clicked,revenue\n";
    for (int i = 0; i < 48; ++i) {
        const CivilDate day{options.lastDay.days - 725 + i * 15};
        const auto recipients = static_cast<std::int64_t>(3'000 + rng.below(9'000));
        const std::int64_t delivered = recipients - static_cast<std::int64_t>(static_cast<double>(recipients) * (0.008 + rng.real() * 0.012));
        const auto opened = static_cast<std::int64_t>(static_cast<double>(delivered) * (0.24 + rng.real() * 0.16));
        const auto clicked = static_cast<std::int64_t>(static_cast<double>(opened) * (0.08 + rng.real() * 0.12));
        shop.campaignsCsv += fmt::format("C{:03},{} {},{},{},{},{},{},{}\n", i + 1, kNames[rng.below(kNames.size())], i + 1, toIso(day),
                                         recipients, delivered, opened, clicked, money(clicked * static_cast<std::int64_t>(300 + rng.below(900))));
    }
}

} // namespace

DemoShop makeDemoShop(const DemoShopOptions &options) {
    SeededRng rng(options.seed);
    DemoShop shop;
    const auto products = makeProducts(rng, shop);
    const auto people = makePeople(rng, options, shop);
    makeEvents(rng, options, people, products, shop);
    makeCampaigns(rng, options, shop);
    return shop;
}

} // namespace audience::service
