// APL data binding: "${payload.name}", "${viewport.width > 900 ? 'wide' : 'narrow'}", "@resource". Expressions are
// parsed, never run as script. Results aren't evaluated again, because a performer's words may look like data binding.

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|([A-Za-z_]\w*|@\w+)|(\?\?|&&|\|\||[=!<>]=|[-+*/%<>!?:().[\],]))/y;
const CONSTANTS = { true: true, false: false, null: null };
const LEVELS = [["??"], ["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];
const OPERATIONS = {
  "??": (a, b) => a ?? b,
  "||": (a, b) => a || b,
  "&&": (a, b) => a && b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
};

// Makes a scope inside another one.
export const within = (data, own) => Object.assign(Object.create(data), own);

// Whether a value contains data binding, so that it may change.
export const isBound = (value) => JSON.stringify(value ?? null).includes("${");

// Evaluates the data binding in a value. A text that is a single expression becomes the expression's value.
export function bound(value, data) {
  if (Array.isArray(value)) return value.map((one) => bound(one, data));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bound(one, data)]));
  }
  if (typeof value !== "string") return value;
  if (value.startsWith("@")) return value in data ? data[value] : value;
  const whole = value.match(/^\$\{([^}]*)\}$/);
  if (whole) return new Expression(whole[1], data).value();
  return value.replace(/\$\{([^}]*)\}/g, (_, inner) => new Expression(inner, data).value() ?? "");
}

class Expression {
  #tokens = [];

  constructor(text, data) {
    this.data = data;
    TOKEN.lastIndex = 0;
    for (let found; TOKEN.lastIndex < text.trimEnd().length && (found = TOKEN.exec(text)); ) {
      const [, number, single, double, name, sign] = found;
      if (number !== undefined) this.#tokens.push({ value: Number(number) });
      else if (name !== undefined) this.#tokens.push({ name });
      else if (sign !== undefined) this.#tokens.push({ sign });
      else this.#tokens.push({ value: single ?? double });
    }
  }

  value() {
    const test = this.#level(0);
    if (!this.#takes("?")) return test;
    const yes = this.value();
    this.#takes(":");
    const no = this.value();
    return test ? yes : no;
  }

  #level(level) {
    if (level === LEVELS.length) return this.#single();
    let left = this.#level(level + 1);
    while (LEVELS[level].includes(this.#tokens[0]?.sign)) {
      const operation = OPERATIONS[this.#tokens.shift().sign];
      left = operation(left, this.#level(level + 1));
    }
    return left;
  }

  #single() {
    if (this.#takes("!")) return !this.#single();
    if (this.#takes("-")) return -this.#single();
    if (this.#takes("(")) {
      const inner = this.value();
      this.#takes(")");
      return inner;
    }
    const token = this.#tokens.shift() ?? { value: undefined };
    return "name" in token ? this.#member(Object.hasOwn(CONSTANTS, token.name) ? CONSTANTS[token.name] : this.data[token.name]) : token.value;
  }

  #member(value) {
    if (this.#takes(".")) return this.#member(own(value, this.#tokens.shift()?.name));
    if (!this.#takes("[")) return value;
    const name = this.value();
    this.#takes("]");
    return this.#member(own(value, name));
  }

  #takes(sign) {
    const is = this.#tokens[0]?.sign === sign;
    if (is) this.#tokens.shift();
    return is;
  }
}

const own = (value, name) => (value != null && Object.hasOwn(Object(value), name) ? value[name] : undefined);
