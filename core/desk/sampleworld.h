// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/samplerandom.h"
#include "core/leads/leaddraft.h"
#include "core/vehicles/stock.h"

namespace updesk
{

/// The invented town: people, streets, cars and what customers write, from resources/sample.
class SampleWorld
{
public:
    SampleWorld();

    struct Model {
        QString make, model;
        QStringList trims;
        int price = 0; ///< dollars, new
    };
    struct Place {
        QString city, region, postal;
    };
    struct Question {
        QString text; ///< %1: the vehicle
        int ask = 0; ///< a bit of Ask
    };
    struct Timeframe {
        QString words;
        int days = -1;
        double weight = 0;
    };
    QStringList firsts, lasts, streets, streetKinds, colours, notes;
    std::vector<Place> places;
    std::vector<Model> models;
    std::vector<Question> questions;
    std::vector<Timeframe> timeframes;
    std::vector<Unit> stock; ///< without ids

    /// Person number `n`: name, a phone in area code 555 and an e-mail of their own, mostly an address, else city and
    /// state.
    LeadDraft person(SampleRandom &random, int n) const;
    /// The lot of that day; the same for the same seed. `year` is the newest model year.
    void fillStock(quint64 seed, int units, int year, Time now);
    /// What such a person wants at that time: vehicle (mostly, now and then one of the stock), timeframe, a question,
    /// sometimes a trade.
    void addWish(SampleRandom &random, LeadDraft &draft, int year, Time at) const;
    VehicleDraft vehicle(SampleRandom &random, int year) const;

    static QString phone(int n); ///< E.164 of number `n`; each its own up to 7,999,999
    static QString typed(const QString &e164); ///< (555) 201-0123

private:
    Unit unit(SampleRandom &random, int n, int year, Time now) const;
    VehicleDraft wanted(SampleRandom &random, int year, Time at) const;
};

} // namespace updesk
