// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a person at the desk can do.
#include "core/desk/appointmentverbs.h"
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/showroomverbs.h"
