// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vehicles/stockrows.h"

#include "core/base/text.h"
#include "core/vehicles/vin.h"

#include <algorithm>
#include <array>

namespace updesk
{

static constexpr qsizetype kFewestOfVin = 4;
static constexpr qsizetype kMostTyped = 100;

static Result<std::vector<StockRow>> read(Query q)
{
    std::vector<StockRow> rows;
    while (q.next()) {
        StockRow &row = rows.emplace_back();
        row = {{q.id(0)}, q.text(1), q.text(2), q.integer(3), q.text(4), q.text(5), q.text(6), q.text(7),
            VehicleStatus(q.number(8)), q.integer(9), q.number(10), q.text(11)};
        const QString own = row.search + u' ' + QString::number(row.year) + u' ' + row.make + u' ' + row.model + u' '
            + row.trim + u' ' + row.stock;
        row.search = u' ' + folded(own).simplified();
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<StockRow>> stockRows(Database &database, int limit)
{
    Query q = database.query("SELECT id, stock, vin, year, make, model, trim, colour, status, odometer, price, search"
                             " FROM unit WHERE deleted=0 AND state=0 ORDER BY year DESC, stock, id LIMIT ?1");
    q.bind(1, limit);
    return read(std::move(q));
}

Result<std::vector<StockRow>> stockNumbered(Database &database, const QString &typed, int most)
{
    QString number = typed.trimmed().left(kMostTyped).toUpper();
    if (number.startsWith(u'#'))
        number.remove(0, 1);
    if (std::ranges::none_of(number, [](QChar c) { return c.isDigit(); }))
        return std::vector<StockRow>();
    Query q =
        database.query("SELECT id, stock, vin, year, make, model, trim, colour, status, odometer, price, search"
                       " FROM unit WHERE stock>=?1 AND stock<?2 AND deleted=0 AND state=0 ORDER BY stock LIMIT ?3");
    q.bind(1, number).bind(2, number + QChar(0xffff)).bind(3, most);
    return read(std::move(q));
}

std::vector<StockRow> findStock(const std::vector<StockRow> &rows, const QString &typed, int most)
{
    std::vector<StockRow> found;
    QStringList words = folded(QStringView(typed).left(kMostTyped)).remove(u'#').split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return found;
    const auto fits = [](const StockRow &row, const QString &word) {
        return row.search.contains(u' ' + word)
            || (word.size() >= kFewestOfVin && row.vin.endsWith(word, Qt::CaseInsensitive));
    };
    const auto exact = [&](const StockRow &row) {
        return words.size() == 1
            && (row.stock.compare(words.front(), Qt::CaseInsensitive) == 0
                || row.vin.compare(words.front(), Qt::CaseInsensitive) == 0);
    };
    for (const StockRow &row : rows) {
        if (exact(row))
            found.insert(found.begin(), row);
        else if (int(found.size()) < most && std::ranges::all_of(words, [&](const QString &w) { return fits(row, w); }))
            found.push_back(row);
    }
    if (int(found.size()) > most)
        found.resize(size_t(most));
    return found;
}

VehicleDraft draftOf(const StockRow &row)
{
    VehicleDraft draft;
    draft.year = row.year;
    draft.make = row.make;
    draft.model = row.model;
    draft.trim = row.trim;
    draft.stock = row.stock;
    draft.vin = row.vin;
    draft.status = row.status;
    if (row.odometer > 0)
        draft.odometer = row.odometer;
    return draft;
}

static bool isSame(QStringView a, QStringView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

// Makes of two words; all others have one.
static bool isMakeOfTwo(const QString &first, const QString &second)
{
    static const std::array<std::pair<QLatin1String, QLatin1String>, 6> makes{
        {{QLatin1String("land"), QLatin1String("rover")}, {QLatin1String("range"), QLatin1String("rover")},
            {QLatin1String("alfa"), QLatin1String("romeo")}, {QLatin1String("aston"), QLatin1String("martin")},
            {QLatin1String("mercedes"), QLatin1String("benz")}, {QLatin1String("rolls"), QLatin1String("royce")}}};
    return std::ranges::any_of(makes, [&](const auto &make) {
        return first.compare(make.first, Qt::CaseInsensitive) == 0
            && second.compare(make.second, Qt::CaseInsensitive) == 0;
    });
}

static int takeYear(QStringList &words)
{
    bool number = false;
    const int year = words.isEmpty() ? 0 : words.front().toInt(&number);
    if (!number || words.front().size() != 4 || year < 1920 || year > 2100)
        return 0;
    words.removeFirst();
    return year;
}

VehicleDraft vehicleTyped(const QString &typed, const std::vector<StockRow> &rows)
{
    const QString plain = typed.left(kMostTyped).simplified();
    VehicleDraft draft;
    if (plain.isEmpty())
        return draft;
    const QString number = plain.startsWith(u'#') ? plain.mid(1) : plain;
    draft.vin = normalVin(plain);
    for (const StockRow &row : rows) {
        if (isSame(row.stock, number) || (!draft.vin.isEmpty() && isSame(row.vin, draft.vin)))
            return draftOf(row);
    }
    if (!draft.vin.isEmpty())
        return draft;
    QStringList words = plain.split(u' ');
    draft.year = takeYear(words);
    if (words.isEmpty())
        return draft;
    const auto isMake = [&](const StockRow &row) { return isSame(row.make, words.front()); };
    const auto isModel = [&](const StockRow &row) { return isSame(row.model, words.front()); };
    const auto model = std::ranges::find_if(rows, isModel);
    if (model != rows.end()) {
        draft.make = model->make;
        draft.model = model->model;
        words.removeFirst();
    } else if (words.size() > 1 && (draft.year > 0 || std::ranges::any_of(rows, isMake))) {
        draft.make = words.takeFirst();
        if (words.size() > 1 && isMakeOfTwo(draft.make, words.front()))
            draft.make += u' ' + words.takeFirst();
        draft.model = words.takeFirst();
    } else {
        draft.model = words.join(u' ');
        words.clear();
    }
    draft.trim = words.join(u' ');
    return draft;
}

} // namespace updesk
