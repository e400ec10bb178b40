// What the names of columns and datasets say about who refers to whom: "customer_id" points at the key of customers, "id" names
// the row it stands in and points nowhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

// Small letters; parted by anything but letters, and where a capital begins. Never empty.
std::vector<std::string> nameWords(std::string_view name);
// Whether it ends in a word for what tells things apart: "CustomerID", "order_no", "sku".
bool isNameOfKeys(std::string_view name);

enum class Pointing {
    Nowhere,
    Values,   // nothing but what both hold could tell: two columns of codes
    SameName, // "sku" and "sku"
    Person,   // "user_id" and people kept as customers
    Dataset   // "customer_id" and customers
};
// How far the name of a column of `from` points at the column `key` of the dataset `to`.
Pointing pointing(std::string_view from, std::string_view column, std::string_view to, std::string_view key);
// Whether it names the rows of its own dataset: "id", or "order_id" and "order" in orders.
bool isOwnName(std::string_view dataset, std::string_view column);

} // namespace audience::ingest
