"""Programs to be drawn in editors: made up for the tests, each fitting on a screen or nearly.

``SEEN`` are those that the reader's rules were changed at; ``HELD_OUT`` were drawn when these were done,
and looked at once more; ``LATER`` were drawn after that, and no rule was changed for them.
"""

from __future__ import annotations

GO = """\
package main

import (
    "fmt"
    "os"
    "strings"
)

type Counter struct {
    words map[string]int
    total int
}

func (c *Counter) Add(line string) error {
    for _, word := range strings.Fields(line) {
        if len(word) == 0 || word[0] == '#' {
            continue
        }
        c.words[strings.ToLower(word)] += 1
        c.total++
    }
    return nil
}

func main() {
    c := &Counter{words: make(map[string]int)}
    if err := c.Add("a b c"); err != nil {
        fmt.Fprintf(os.Stderr, "error: %v\\n", err)
        os.Exit(1)
    }
    fmt.Println(c.total, len(os.Args) > 1 && os.Args[1] == "-v")
}
"""
CPP = """\
#include <iostream>
#include <vector>

template <typename T>
class Stack {
public:
    void push(const T& value) { items_.push_back(value); }
    bool empty() const { return items_.empty(); }
    T pop() {
        T top = items_.back();
        items_.pop_back();
        return top;
    }

private:
    std::vector<T> items_;
};

int main() {
    Stack<int> stack;
    for (int i = 0; i < 10; ++i) {
        if (i % 2 == 0 || i > 7) {
            stack.push(i * i);
        }
    }
    while (!stack.empty()) {
        std::cout << stack.pop() << "\\n";
    }
    return 0;
}
"""
TYPESCRIPT = """\
interface User {
  id: number;
  name: string;
  tags?: string[];
}

export class Store<T extends { id: number }> {
  private items: Record<number, T> = {};

  add(item: T): void {
    this.items[item.id] = item;
  }

  find(test: (item: T) => boolean): T | undefined {
    return Object.values(this.items).find(test);
  }
}

const store = new Store<User>();
store.add({ id: 1, name: 'Ada', tags: ['math'] });
console.log(`found ${store.find((u) => u.name === 'Ada')?.id ?? -1}`);
"""
ACCOUNTS = '''\
from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Account:
    owner: str
    balance: float = 0.0
    history: list[tuple[str, float]] = field(default_factory=list)

    def deposit(self, amount: float, *, note: str = "") -> None:
        if amount <= 0:
            raise ValueError(f"amount must be positive, not {amount!r}")
        self.balance += amount
        self.history.append((note or "deposit", amount))


def load(path: Path) -> dict[str, Account]:
    """Accounts by owner, from a file with one payment in each row."""
    accounts = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            account = accounts.setdefault(row["owner"], Account(row["owner"]))
            account.deposit(float(row["amount"]), note=row.get("note", ""))
    return accounts


if __name__ == "__main__":
    for name, account in sorted(load(Path("payments.csv")).items()):
        print(f"{name:<20} {account.balance:>10.2f}")
'''
JAVA = """\
package library;

import java.util.ArrayList;
import java.util.List;

public class Shelf {
    private final List<Book> books = new ArrayList<>();
    private int lent = 0;

    public boolean lend(String title) {
        for (Book book : books) {
            if (book.title().equals(title) && !book.isLent()) {
                book.setLent(true);
                lent++;
                return true;
            }
        }
        return false;
    }

    public static void main(String[] args) {
        Shelf shelf = new Shelf();
        System.out.println("lent: " + shelf.lent + " of " + shelf.books.size());
    }
}
"""
C = """\
#include <stdio.h>
#include <stdlib.h>

#define SIZE 16

typedef struct node {
    int key;
    struct node *next;
} node;

int *copy(const int *from, size_t n) {
    int *to = malloc(n * sizeof(int));
    if (to == NULL || n == 0) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        to[i] = from[i] << 1;
    return to;
}

int main(void) {
    int values[SIZE] = {0};
    int *twice = copy(values, SIZE);
    printf("%d %s\\n", twice[0] & 0xff, "done");
    free(twice);
    return 0;
}
"""
SHOP = """\
import sqlite3
import sys

QUERY = "SELECT name, price * ? FROM goods WHERE price > ? ORDER BY name"


class Shop:
    def __init__(self, path, rate=1.19):
        self.base = sqlite3.connect(path)
        self.rate = rate
        self._seen = set()

    @property
    def size(self):
        return len(self._seen)

    def prices(self, least=0):
        for name, price in self.base.execute(QUERY, (self.rate, least)):
            if name in self._seen or not name:
                continue
            self._seen.add(name)
            yield name, round(price, 2)


def main(args):
    try:
        shop = Shop(args[1])
    except (IndexError, sqlite3.Error) as error:
        print("no shop:", error, file=sys.stderr)
        return 1
    total = sum(price for _, price in shop.prices(least=10))
    print(f"{shop.size} goods, {total:.2f} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
"""
CLOCK = """\
import { readFile } from 'node:fs/promises';

class Clock {
  #ticks = 0;

  constructor(step = 1000) {
    this.step = step;
    this.timer = setInterval(() => this.tick(), step);
  }

  tick() {
    this.#ticks += 1;
    if (this.#ticks % 60 === 0 || this.step > 5000) {
      console.log(`tick ${this.#ticks}`, { at: Date.now() });
    }
  }

  stop() {
    clearInterval(this.timer);
    return this.#ticks ?? 0;
  }
}

const text = await readFile('times.json', 'utf8');
const [first, ...rest] = JSON.parse(text).filter((one) => one != null);
export default new Clock(first && rest.length ? first * 2 : undefined);
"""
CSHARP = """\
using System;
using System.Collections.Generic;
using System.Linq;

namespace Weather
{
    public record Reading(DateTime Time, double Celsius);

    public class Station
    {
        private readonly List<Reading> _readings = new();

        public double Mean => _readings.Count == 0 ? 0 : _readings.Average(r => r.Celsius);

        public void Add(double celsius)
        {
            if (celsius < -90 || celsius > 60)
                throw new ArgumentOutOfRangeException(nameof(celsius));
            _readings.Add(new Reading(DateTime.UtcNow, celsius));
        }

        public IEnumerable<Reading> Warmest(int count = 3)
        {
            return _readings.OrderByDescending(r => r.Celsius).Take(count);
        }
    }
}
"""
KOTLIN = """\
package garden

import kotlin.math.max

data class Plant(val name: String, var height: Int = 0)

class Garden(private val size: Int) {
    private val plants = mutableListOf<Plant>()

    fun plant(name: String): Boolean {
        if (plants.size >= size || name.isBlank()) return false
        plants += Plant(name)
        return true
    }

    fun water(amount: Int) {
        plants.forEach { it.height = max(it.height, it.height + amount / 2) }
    }

    fun tallest() = plants.maxByOrNull { it.height }?.name ?: "none"
}

fun main() {
    val garden = Garden(size = 4)
    listOf("rose", "fern", "").forEach { println("$it: ${garden.plant(it)}") }
    garden.water(10)
    println(garden.tallest())
}
"""
WORDS = """\
import argparse
import re
from collections import Counter

WORD = re.compile(r"[a-z']+")
STOP = {"the", "a", "of", "and", "to"}


def count(path: str, *, least: int = 2) -> Counter[str]:
    words: Counter[str] = Counter()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            found = WORD.findall(line.lower())
            words.update(word for word in found if word not in STOP)
    return Counter({word: n for word, n in words.items() if n >= least})


class Table:
    width = 24

    def __init__(self, rows):
        self.rows = list(rows)

    def __str__(self):
        lines = [f"{word:.<{self.width}}{n:>6}" for word, n in self.rows]
        return "\\n".join(lines) or "(empty)"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Counts words.")
    parser.add_argument("path")
    parser.add_argument("-n", type=int, default=10)
    args = parser.parse_args()
    print(Table(count(args.path).most_common(args.n)))
"""
TOKENS = """\
use std::{env, fs, process};

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Sign(char),
}

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn next(&mut self) -> Option<Token> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        if first.is_ascii_digit() || first == '.' {
            let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.');
            let (number, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = rest;
            return number.parse().ok().map(Token::Number);
        }
        self.rest = &self.rest[first.len_utf8()..];
        Some(Token::Sign(first))
    }
}

fn main() {
    let path = env::args().nth(1).unwrap_or_else(|| process::exit(2));
    let text = fs::read_to_string(&path).expect("cannot read");
    let mut parser = Parser { rest: &text };
    while let Some(token) = parser.next() {
        println!("{:?}", token);
    }
}
"""
BANK = """\
package bank;

import java.math.BigDecimal;
import java.util.*;

public final class Bank {
    private static final int LIMIT = 1_000;
    private final Map<String, BigDecimal> accounts = new HashMap<>();

    public void open(String owner) {
        if (owner == null || owner.isEmpty() || accounts.containsKey(owner)) {
            throw new IllegalArgumentException("no such owner: " + owner);
        }
        accounts.put(owner, BigDecimal.ZERO);
    }

    public Optional<BigDecimal> balance(String owner) {
        return Optional.ofNullable(accounts.get(owner));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, BigDecimal> one : accounts.entrySet()) {
            out.append(one.getKey()).append('=').append(one.getValue()).append("; ");
        }
        return out.length() < LIMIT ? out.toString() : accounts.size() + " accounts";
    }
}
"""
FIT = '''\
import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(7)
x = rng.uniform(-3, 3, size=(200, 1))
y = 0.5 * x**2 - x + 2 + rng.normal(scale=0.8, size=x.shape)


def features(x, degree=2):
    """Powers of x up to a degree, the first column all ones."""
    return np.hstack([x**k for k in range(degree + 1)])


def fit(x, y, lam=1e-3):
    A = features(x)
    return np.linalg.solve(A.T @ A + lam * np.eye(A.shape[1]), A.T @ y)


w = fit(x, y)
loss = float(np.mean((features(x) @ w - y) ** 2))
print(f"loss={loss:.4f}", w.ravel()[::-1])

grid = np.linspace(-3, 3, 100)[:, None]
plt.scatter(x, y, s=8, alpha=0.5)
plt.plot(grid, features(grid) @ w, color="red", label="fit")
plt.legend(loc="upper right")
plt.show()
'''
CART = """\
import express from 'express';
import { createHash } from 'crypto';

const app = express();
const carts = {};

app.use(express.json({ limit: '1mb' }));

app.post('/cart/:user', (req, res) => {
  const { user } = req.params;
  const items = carts[user] || (carts[user] = []);
  if (!Array.isArray(req.body) || req.body.length === 0) {
    return res.status(400).send({ error: `no items for ${user}` });
  }
  items.push(...req.body.map(({ id, n = 1 }) => ({ id, n })));
  const sum = items.reduce((total, one) => total + one.n, 0);
  res.json({ sum, tag: createHash('md5').update(user).digest('hex') });
});

function close(signal) {
  console.error(`got ${signal}, ${Object.keys(carts).length} carts left`);
  process.exit(signal === 'SIGTERM' ? 0 : 1);
}

['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, () => close(signal)));
app.listen(8080, () => console.log('ready'));
"""
QUEUE = """\
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <queue>

namespace work {

template <class T>
class Queue {
  public:
    explicit Queue(std::size_t limit = 64) : limit_{limit} {}

    bool push(T value) {
        std::unique_lock<std::mutex> lock{mutex_};
        if (closed_ || values_.size() >= limit_) {
            return false;
        }
        values_.push(std::move(value));
        ready_.notify_one();
        return true;
    }

    std::optional<T> pop() {
        std::unique_lock<std::mutex> lock{mutex_};
        ready_.wait(lock, [this] { return closed_ || !values_.empty(); });
        if (values_.empty()) {
            return std::nullopt;
        }
        T value = std::move(values_.front());
        values_.pop();
        return value;
    }

  private:
    std::size_t limit_;
    bool closed_ = false;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::queue<T> values_;
};

}  // namespace work
"""
TIDES = """\
import csv
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Gauge:
    name: str
    levels: list[float] = field(default_factory=list)

    def mean(self) -> float:
        return sum(self.levels) / max(1, len(self.levels))

    def above(self, mark: float = 2.5) -> list[int]:
        return [i for i, level in enumerate(self.levels) if level > mark]


def read(path: Path) -> dict[str, Gauge]:
    found: dict[str, Gauge] = {}
    with path.open(newline="") as rows:
        for row in csv.DictReader(rows, delimiter=";"):
            gauge = found.setdefault(row["gauge"], Gauge(row["gauge"]))
            gauge.levels.append(float(row["level"].replace(",", ".")))
    return found


for gauge in read(Path("tides.csv")).values():
    print(f"{gauge.name:<12} {gauge.mean():6.2f} m, {len(gauge.above())} floods")
"""
ORCHARD = """\
import Foundation

struct Tree: Codable {
    let kind: String
    var apples: [Int] = []

    var best: Int? { apples.max() }
}

final class Orchard {
    private var trees: [String: Tree] = [:]

    func plant(_ kind: String, at row: Int) -> Bool {
        guard trees["\\(kind)-\\(row)"] == nil else { return false }
        trees["\\(kind)-\\(row)"] = Tree(kind: kind)
        return true
    }

    func harvest() -> Int {
        return trees.values.reduce(0) { $0 + $1.apples.reduce(0, +) }
    }
}

let orchard = Orchard()
if orchard.plant("Boskoop", at: 3) && !orchard.plant("Boskoop", at: 3) {
    print("once only:", orchard.harvest())
}
"""
GUESTS = """\
<?php

namespace App\\Hotel;

final class Guests
{
    private array $rooms = [];

    public function book(int $room, string $name): bool
    {
        if (isset($this->rooms[$room]) || $room < 1) {
            return false;
        }
        $this->rooms[$room] = trim($name);
        return true;
    }

    public function names(): array
    {
        return array_map(fn($n) => strtoupper($n), array_values($this->rooms));
    }
}

$guests = new Guests();
foreach ([12 => 'Ada', 14 => 'Emil'] as $room => $name) {
    echo $guests->book($room, $name) ? "$name: $room\\n" : "full\\n";
}
"""
ROUTES = """\
type Stop = { id: number; name: string; lines: string[] };

const cache = new Map<number, Stop>();

export async function stops(city: string, limit = 20): Promise<Stop[]> {
  const reply = await fetch(`/api/stops?city=${encodeURIComponent(city)}`);
  if (!reply.ok) {
    throw new Error(`no stops: ${reply.status} ${reply.statusText}`);
  }
  const found: Stop[] = (await reply.json()).slice(0, limit);
  found.forEach((stop) => cache.set(stop.id, stop));
  return found.filter((stop) => stop.lines.length > 0 && stop.name !== "");
}

export function onLine(line: string): string[] {
  return [...cache.values()]
    .filter(({ lines }) => lines.includes(line) || line === "*")
    .map((stop, i) => `${i + 1}. ${stop.name}`);
}
"""
MATRIX = """\
use std::fmt;
use std::ops::{Index, Mul};

#[derive(Clone, Debug)]
pub struct Matrix {
    rows: usize,
    cells: Vec<f64>,
}

impl Index<(usize, usize)> for Matrix {
    type Output = f64;
    fn index(&self, (r, c): (usize, usize)) -> &f64 {
        &self.cells[r * self.width() + c]
    }
}

impl Matrix {
    pub fn width(&self) -> usize {
        if self.rows == 0 { 0 } else { self.cells.len() / self.rows }
    }

    pub fn scaled(mut self, by: f64) -> Self {
        self.cells.iter_mut().for_each(|cell| *cell *= by);
        self
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}: {:?}", self.rows, self.width(), self.cells)
    }
}
"""

SEEN = (
    ("go", GO),
    ("cpp", CPP),
    ("typescript", TYPESCRIPT),
    ("python", ACCOUNTS),
    ("java", JAVA),
    ("c", C),
    ("python", SHOP),
    ("javascript", CLOCK),
    ("csharp", CSHARP),
    ("kotlin", KOTLIN),
    ("python", WORDS),
    ("rust", TOKENS),
)
HELD_OUT = (
    ("java", BANK),
    ("python", FIT),
    ("javascript", CART),
    ("cpp", QUEUE),
)
LATER = (
    ("python", TIDES),
    ("swift", ORCHARD),
    ("php", GUESTS),
    ("typescript", ROUTES),
    ("rust", MATRIX),
)
"""Pygments' name of the language, and the program."""
