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

    /// Person number `n`: name, a phone in area code 555 and an e-mail of their own, mostly an address.
    LeadDraft person(SampleRandom &random, int n) const;
    /// What such a person wants: vehicle (mostly), timeframe, a question, sometimes a trade.
    void addWish(SampleRandom &random, LeadDraft &draft, int year) const;
    VehicleDraft vehicle(SampleRandom &random, int year) const;
    /// A vehicle of the stock; `n` numbers it. `year` is the newest model year.
    Unit unit(SampleRandom &random, int n, int year, Time now) const;

    static QString phone(int n); ///< E.164 of number `n`; each its own up to 7,999,999
    static QString typed(const QString &e164); ///< (555) 201-0123
};

} // namespace updesk
